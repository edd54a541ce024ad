// The history in plain language; what the engine itself wrote is a click away.

import { fill, h } from '../core/dom.js';
import { t } from '../core/language.js';
import { dateTime, time } from '../core/format.js';
import { tell } from '../story/tell.js';

const MOST_SENTENCES = 100;

export function story() {
  const list = h('ol', { class: 'story' });
  return {
    element: list,
    draw: events => fill(list, tell(events).slice(-MOST_SENTENCES).map(line =>
      h('li', { class: `is-${line.tone}` }, h('time', { datetime: line.at, title: dateTime(line.at) }, time(line.at)), h('p', {}, line.text)))),
  };
}

/** The events as they are stored. */
export function rawHistory() {
  const lines = h('tbody');
  return {
    element: h('details', { class: 'calls' }, h('summary', {}, t('purchase.raw')),
      h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': t('purchase.raw') }, h('table', { class: 'raw' }, lines))),
    draw: events => fill(lines, events.slice(-MOST_SENTENCES).map(event =>
      h('tr', {}, h('td', {}, String(event.seq)), h('td', {}, time(event.at)), h('th', { scope: 'row' }, event.type), h('td', {}, event.step ?? ''),
        h('td', {}, event.attempt ? String(event.attempt) : ''), h('td', {}, event.detail ?? '')))),
  };
}
