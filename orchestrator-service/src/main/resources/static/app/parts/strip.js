// The steps as a row: small beside each purchase of a list, large where there is no drawing or no room for it.

import { fill, h } from '../core/dom.js';
import { t } from '../core/language.js';
import { number } from '../core/format.js';
import { icon, signOf } from './icon.js';

export function smallStrip(steps) {
  const label = steps.map(step => `${step.name}: ${t(`step.${step.status}`)}`).join(', ');
  return h('span', { class: 'dots', role: 'img', 'aria-label': label, title: label },
    steps.map(step => h('span', { class: `dot is-${step.status.toLowerCase()}` }, icon(signOf(step.status)))));
}

/** The same two calls as the drawing takes: `show` a purchase's picture, or `count` everybody's tokens. */
export function strip(names) {
  const element = h('ol', { class: 'strip', 'aria-label': t('flow.steps') });

  const draw = item => fill(element, names.map(item));

  function show({ states }) {
    draw(name => {
      const status = states.get(name) ?? 'PENDING';
      return h('li', { class: `is-${status.toLowerCase()}` }, icon(signOf(status)), h('strong', {}, name), h('span', {}, t(`step.${status}`)));
    });
  }

  function count(steps) {
    const by = new Map(steps.map(step => [step.step, step]));
    draw(name => {
      const { doing = 0, undoing = 0 } = by.get(name) ?? {};
      const status = undoing ? 'undoing' : doing ? 'running' : 'pending';
      return h('li', { class: `is-${status}` }, icon(undoing ? 'undo' : doing ? 'running' : 'pending'), h('strong', {}, name),
        h('span', {}, t('flow.tokens', { doing: number(doing), undoing: number(undoing) })));
    });
  }

  count([]);
  return { element, show, count };
}
