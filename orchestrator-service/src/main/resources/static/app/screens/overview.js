// The first screen: what the orchestra is doing, at a glance, and the one thing to try.

import { atMostEvery, fill, h } from '../core/dom.js';
import { armFault, clearFault, armed, onServices } from '../core/faults.js';
import { t } from '../core/language.js';
import { everySecond, live as state, watch } from '../core/live.js';
import { decimal, duration } from '../core/format.js';
import { auditCard } from '../parts/audit.js';
import { chart } from '../parts/chart.js';
import { flowView } from '../parts/flow.js';
import { newest } from '../parts/newest.js';
import { buy } from '../parts/order.js';
import { problemBox } from '../parts/state.js';
import { tiles } from '../parts/tiles.js';
import { watched } from '../parts/watched.js';

const NEWEST_MS = 700;

export function overview({ root, flow }) {
  const names = flow.steps.map(step => step.name);
  const totals = tiles();
  const audit = auditCard();
  const live = flowView({ names });
  const rate = chart({ title: t('chart.rate'), format: decimal, lines: [
    { name: t('chart.completed'), kind: 'done', value: s => s.perSecond.completed },
    { name: t('chart.undone'), kind: 'undone', value: s => s.perSecond.undone }] });
  const latency = chart({ title: t('chart.latency'), format: duration, lines: [
    { name: 'p50', kind: 'running', value: s => s.latencyMs.p50 },
    { name: 'p99', kind: 'quiet', value: s => s.latencyMs.p99 }] });
  const latest = newest();
  const trial = tryIt(names);
  // Twenty rows that are all new each time are the dearest part: they come by themselves, and not with each summary.
  const showNewest = atMostEvery(NEWEST_MS, () => latest.show(state.summary.newest));

  fill(root,
    h('h1', { tabindex: '-1', class: 'unseen' }, t('nav.overview')),
    h('div', { class: 'glance' }, totals.element, audit.element),
    trial.element,
    h('section', { class: 'card', 'aria-labelledby': 'flow-title' },
      h('div', { class: 'row between' }, h('h2', { id: 'flow-title' }, t('flow.title')), h('span', { class: 'hint' }, t('flow.version', { name: flow.name, version: flow.version }))),
      live.element, h('p', { class: 'hint legend' }, t('flow.legend'))),
    h('div', { class: 'columns overview' },
      h('section', { class: 'card', 'aria-label': t('chart.title') }, rate.element, latency.element),
      h('section', { class: 'card', 'aria-labelledby': 'newest-title' },
        h('div', { class: 'row between' }, h('h2', { id: 'newest-title' }, t('newest.title')), h('a', { href: '#/purchases' }, t('newest.all'))), latest.element)));

  const stops = [
    watch(({ summary }) => {
      if (!summary) {
        return;
      }
      totals.show(summary);
      audit.show(summary.audit);
      live.count(summary.steps);
      rate.add(summary);
      latency.add(summary);
      if (latest.element.childElementCount) {
        showNewest();
      } else {
        latest.show(summary.newest);
      }
    }),
    everySecond(() => {
      rate.draw();
      latency.draw();
      latest.tick();
    }),
    live.close, trial.close,
  ];
  return () => stops.forEach(stop => stop());
}

/** Break cd, buy, watch the token come back, repair, buy again. */
function tryIt(names) {
  const place = h('div', { 'aria-live': 'polite' });
  const broken = () => armed().find(fault => fault.service === 'cd' && fault.on === 'do' && fault.kind === 'fail');
  const buyOne = h('button', { class: 'primary', type: 'button', 'data-action': 'buy', onclick: () => attempt(start) }, t('try.buy'));
  const breakCd = h('button', { type: 'button', 'data-action': 'break', onclick: () =>
    attempt(() => (broken() ? clearFault('cd', broken().id) : armFault('cd', { on: 'do', kind: 'fail' }))) });
  let shown = null;

  async function attempt(work) {
    try {
      await work();
    } catch (problem) {
      fill(place, problemBox(problem));
    }
  }

  async function start() {
    const purchase = await buy();
    shown?.close();
    shown = watched(purchase.id, names);
    fill(place, shown.element);
  }

  const stop = onServices(() => {
    fill(breakCd, t(broken() ? 'try.repair' : 'try.break'));
    breakCd.classList.toggle('danger', !broken());
  });
  fill(breakCd, t('try.break'));
  return {
    element: h('section', { class: 'card', 'aria-labelledby': 'try-title' },
      h('div', { class: 'row between' }, h('div', {}, h('h2', { id: 'try-title' }, t('try.title')), h('p', { class: 'hint' }, t('try.hint'))),
        h('p', { class: 'row' }, buyOne, breakCd, h('a', { href: '#/play' }, t('try.lessons')))), place),
    close: () => {
      stop();
      shown?.close();
    },
  };
}
