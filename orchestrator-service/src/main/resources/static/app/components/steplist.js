// The steps of a flow as a row: small beside a purchase of a list, large beside or instead of the diagram.

import { fill, h } from '../core/dom.js';
import { number, t } from '../core/i18n.js';
import { iconOf } from './elements.js';

export function stepDots(steps) {
  const label = steps.map(step => `${step.name}: ${t(`step.${step.status}`)}`).join(', ');
  return h('span', { class: 'dots', role: 'img', 'aria-label': label, title: label },
    steps.map(step => h('span', { class: `dot is-${step.status.toLowerCase()}` }, iconOf(step.status))));
}

/** Has the methods of the diagram: `show` for the state of one purchase, `count` for the totals per step. */
export function stepList(names) {
  const element = h('ol', { class: 'step-list', 'aria-label': t('flow.steps') });
  const item = (name, status, text) =>
    h('li', { class: `is-${status.toLowerCase()}` }, iconOf(status), h('strong', {}, name), h('span', {}, text));

  function show({ states }) {
    fill(element, names.map(name => {
      const status = states.get(name) ?? 'PENDING';
      return item(name, status, t(`step.${status}`));
    }));
  }

  function count(steps) {
    const totals = new Map(steps.map(step => [step.step, step]));
    fill(element, names.map(name => {
      const { doing = 0, undoing = 0 } = totals.get(name) ?? {};
      const status = undoing ? 'UNDOING' : doing ? 'RUNNING' : 'PENDING';
      return item(name, status, t('flow.counts', { doing: number(doing), undoing: number(undoing) }));
    }));
  }

  count([]);
  return { element, show, count };
}
