// Lessons, one purchase, and a load of many.

import { fill, h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { buyForm } from '../components/buyform.js';
import { card, heading, hint } from '../components/elements.js';
import { lessonCards } from '../components/lessons.js';
import { loadForm } from '../components/loadform.js';

export function play({ root, flow, parts: [lesson] }) {
  const names = flow.steps.map(step => step.name);
  const lessons = lessonCards(names, lesson);
  const one = buyForm(names);
  const many = loadForm();
  fill(root, heading(t('nav.play')),
    card('lessons', t('lessons.title'), hint(t('lessons.hint')), lessons.element),
    h('div', { class: 'columns' },
      card('one', t('buy.title'), one.element), card('many', t('load.title'), many.element)));
  return () => [lessons, one, many].forEach(part => part.close());
}
