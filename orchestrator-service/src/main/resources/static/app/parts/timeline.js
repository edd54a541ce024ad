// A purchase's calls over time: a row for each step's do and each undo, a bar for each attempt, hatched where it waits for the next.

import { fill, h } from '../core/dom.js';
import { t } from '../core/language.js';
import { now } from '../core/live.js';
import { duration, time } from '../core/format.js';
import { cause } from '../story/cause.js';

const CALLS = /^(DO|UNDO)_(DONE|REFUSED|UNKNOWN)$/;
const MOST_CALLS = 200;

export function timeline() {
  const chart = h('div', { class: 'timeline', role: 'img', 'aria-label': t('timeline.label') });
  const rows = h('tbody');
  const table = h('details', { class: 'calls' }, h('summary', {}, t('timeline.table')),
    h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': t('timeline.table') }, h('table', {},
      h('thead', {}, h('tr', {}, ['call', 'attempt', 'start', 'took', 'outcome'].map(name => h('th', { scope: 'col' }, t(`timeline.${name}`))))), rows)));
  return {
    element: h('div', {}, chart, table),
    draw(events) {
      const calls = events.filter(event => CALLS.test(event.type)).slice(-MOST_CALLS).map(toCall);
      fill(chart, calls.length ? bars(calls, events) : h('p', { class: 'empty' }, t('timeline.none')));
      fill(rows, calls.map(tableRow));
    },
  };
}

function toCall(event) {
  const [, verb, outcome] = CALLS.exec(event.type);
  const end = Date.parse(event.at);
  return { event, verb: verb.toLowerCase(), outcome: outcome.toLowerCase(), step: event.step, attempt: event.attempt,
    start: end - (event.tookMs ?? 0), end, retryAt: event.retryAt && Date.parse(event.retryAt) };
}

function bars(calls, events) {
  const from = Math.min(Date.parse(events[0].at), ...calls.map(call => call.start));
  const isOpen = !['COMPLETED', 'UNDONE', 'RESOLVED'].includes(events.at(-1).type);
  const to = Math.max(...calls.map(call => call.end), Date.parse(events.at(-1).at), isOpen ? calls.at(-1).retryAt ?? now() : 0, from + 1);
  const place = (bar, start, end) => {
    bar.style.left = `${(100 * (start - from)) / (to - from)}%`;
    bar.style.width = `${(100 * Math.max(0, end - start)) / (to - from)}%`;
    return bar;
  };
  return [...Map.groupBy(calls, call => `${call.verb} ${call.step}`).values()].map(row => {
    const parts = row.flatMap((call, i) => {
      const next = row[i + 1]?.start ?? (isOpen ? call.retryAt : null);
      const wait = next > call.end ? place(h('i', { class: 'wait', title: t('timeline.wait', { time: duration(next - call.end) }) }), call.end, next) : null;
      return [wait, place(h('b', { class: `bar is-${call.verb}-${call.outcome}`, title: describe(call) }), call.start, call.end)];
    });
    return h('div', { class: 'lane' }, h('span', { class: `verb is-${row[0].verb}` }, t(`verb.${row[0].verb}`, { step: row[0].step })),
      h('span', { class: 'track' }, parts), h('span', { class: 'took' }, tries(row)));
  }).concat(h('div', { class: 'lane scale' }, h('span'), h('span', { class: 'ends' }, h('span', {}, '0'), h('span', {}, duration(to - from))), h('span')));
}

const tries = row => (row.length > 1 ? t('timeline.tries', { n: row.length }) : duration(row[0].end - row[0].start));

const outcomeOf = call => {
  if (call.verb === 'undo' && call.outcome === 'done') {
    return t(call.event.detail === 'NONE' ? 'outcome.none' : 'outcome.reversed');
  }
  return call.outcome === 'unknown' ? t('outcome.unknown', { cause: cause(call.event.detail) }) : t(`outcome.${call.outcome}`);
};

const describe = call =>
  `${t(`verb.${call.verb}`, { step: call.step })}, ${t('timeline.nth', { attempt: call.attempt })}: ${outcomeOf(call)} (${duration(call.end - call.start)})`;

const tableRow = call => h('tr', {}, h('th', { scope: 'row' }, t(`verb.${call.verb}`, { step: call.step })), h('td', {}, String(call.attempt)),
  h('td', {}, time(call.start)), h('td', {}, duration(call.end - call.start)), h('td', {}, outcomeOf(call)));
