// Playing: lessons, one purchase, many purchases.

import { fill, h } from '../core/dom.js';
import { t } from '../core/language.js';
import { buyForm } from '../parts/buyform.js';
import { lessonCards } from '../parts/lessons.js';
import { loadForm } from '../parts/loadform.js';

export function play({ root, flow, parts: [lesson] }) {
  const names = flow.steps.map(step => step.name);
  const lessons = lessonCards(names, lesson);
  const one = buyForm(names);
  const many = loadForm();
  fill(root,
    h('h1', { tabindex: '-1' }, t('nav.play')),
    h('section', { class: 'card', 'aria-labelledby': 'lessons' }, h('h2', { id: 'lessons' }, t('lessons.title')), h('p', { class: 'hint' }, t('lessons.hint')), lessons.element),
    h('div', { class: 'columns' },
      h('section', { class: 'card', 'aria-labelledby': 'one' }, h('h2', { id: 'one' }, t('buy.title')), one.element),
      h('section', { class: 'card', 'aria-labelledby': 'many' }, h('h2', { id: 'many' }, t('load.title')), many.element)));
  return () => [lessons, one, many].forEach(part => part.close());
}
