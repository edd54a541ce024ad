// The history as sentences, and the events as they are stored.

import { fill, h } from '../core/dom.js';
import { dateTime, t, time } from '../core/i18n.js';
import { sentences } from '../history/sentences.js';
import { scrollable } from './elements.js';

const MAX_LINES = 100;

export function history() {
  const list = h('ol', { class: 'history' });
  const item = ({ at, tone, text }) => h('li', { class: `is-${tone}` },
    h('time', { datetime: at, title: dateTime(at) }, time(at)), h('p', {}, text));
  return { element: list, draw: events => fill(list, sentences(events).slice(-MAX_LINES).map(item)) };
}

export function storedEvents() {
  const rows = h('tbody');
  const row = event => h('tr', {}, h('td', {}, String(event.seq)), h('td', {}, time(event.at)),
    h('th', { scope: 'row' }, event.type), h('td', {}, event.step ?? ''),
    h('td', {}, event.attempt ? String(event.attempt) : ''), h('td', {}, event.detail ?? ''));
  return {
    element: h('details', { class: 'calls' }, h('summary', {}, t('purchase.stored')),
      scrollable(t('purchase.stored'), h('table', { class: 'stored' }, rows))),
    draw: events => fill(rows, events.slice(-MAX_LINES).map(row)),
  };
}
