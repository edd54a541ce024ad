// The calls of a purchase over time: a row for each do and undo, a bar for each attempt, hatched for each pause.

import { fill, h } from '../core/dom.js';
import { isFinal } from '../core/follow.js';
import { duration, t, time } from '../core/i18n.js';
import { now } from '../core/live.js';
import { describeCause } from '../history/causes.js';
import { scrollable, table } from './elements.js';

const CALLS = /^(DO|UNDO)_(DONE|REFUSED|UNKNOWN)$/;
const MAX_CALLS = 200;

export function timeline() {
  const chart = h('div', { class: 'timeline', role: 'img', 'aria-label': t('timeline.label') });
  const rows = h('tbody');
  const columns = ['call', 'attempt', 'start', 'duration', 'outcome'].map(name => t(`timeline.${name}`));
  const details = h('details', { class: 'calls' }, h('summary', {}, t('timeline.table')),
    scrollable(t('timeline.table'), table(columns, rows)));
  return {
    element: h('div', {}, chart, details),
    draw(events) {
      const calls = events.filter(event => CALLS.test(event.type)).slice(-MAX_CALLS).map(toCall);
      fill(chart, calls.length ? lanes(calls, events) : h('p', { class: 'empty' }, t('timeline.none')));
      fill(rows, calls.map(tableRow));
    },
  };
}

function toCall({ type, step, attempt, detail, at, tookMs = 0, retryAt }) {
  const [, verb, outcome] = CALLS.exec(type);
  const end = Date.parse(at);
  return {
    verb: verb.toLowerCase(), outcome: outcome.toLowerCase(), step, attempt, detail,
    start: end - tookMs, end, tookMs, retryAt: retryAt && Date.parse(retryAt),
  };
}

function lanes(calls, events) {
  const last = events.at(-1);
  const isOpen = !isFinal(last.type);
  const openEnd = isOpen ? calls.at(-1).retryAt ?? now() : 0;
  const from = Math.min(Date.parse(events[0].at), ...calls.map(call => call.start));
  const to = Math.max(...calls.map(call => call.end), Date.parse(last.at), openEnd, from + 1);
  const position = (bar, start, end) => {
    bar.style.left = `${(100 * (start - from)) / (to - from)}%`;
    bar.style.width = `${(100 * Math.max(0, end - start)) / (to - from)}%`;
    return bar;
  };
  const pause = (start, end) =>
    position(h('i', { class: 'pause', title: t('timeline.pause', { time: duration(end - start) }) }), start, end);
  const lane = attempts => {
    const bars = attempts.flatMap((call, i) => {
      const next = attempts[i + 1]?.start ?? (isOpen ? call.retryAt : null);
      const bar = h('b', { class: `bar is-${call.verb}-${call.outcome}`, title: describe(call) });
      return [next > call.end && pause(call.end, next), position(bar, call.start, call.end)];
    });
    const total = attempts.length > 1 ? t('timeline.attempts', { n: attempts.length }) : duration(attempts[0].tookMs);
    return h('div', { class: 'lane' }, h('span', { class: `verb is-${attempts[0].verb}` }, nameOf(attempts[0])),
      h('span', { class: 'track' }, bars), h('span', { class: 'duration' }, total));
  };
  return [...Map.groupBy(calls, call => `${call.verb} ${call.step}`).values()].map(lane).concat(
    h('div', { class: 'lane scale' }, h('span'),
      h('span', { class: 'ends' }, h('span', {}, '0'), h('span', {}, duration(to - from))), h('span')));
}

const nameOf = ({ verb, step }) => t(`verb.${verb}`, { step });

function outcomeOf({ verb, outcome, detail }) {
  if (verb === 'undo' && outcome === 'done') {
    return t(detail === 'NONE' ? 'outcome.none' : 'outcome.reversed');
  }
  return outcome === 'unknown' ? t('outcome.unknown', { cause: describeCause(detail) }) : t(`outcome.${outcome}`);
}

const describe = call => {
  const attempt = t('timeline.nth', { attempt: call.attempt });
  return `${nameOf(call)}, ${attempt}: ${outcomeOf(call)} (${duration(call.tookMs)})`;
};

const tableRow = call => h('tr', {}, h('th', { scope: 'row' }, nameOf(call)), h('td', {}, String(call.attempt)),
  h('td', {}, time(call.start)), h('td', {}, duration(call.tookMs)), h('td', {}, outcomeOf(call)));
