// The first screen: totals, the flow with its tokens, rate and latency, the newest purchases, and a demonstration.

import { fill, h, throttle } from '../core/dom.js';
import { decimal, duration, t } from '../core/i18n.js';
import { everySecond, live, onSummary } from '../core/live.js';
import { buy } from '../core/order.js';
import { armedFaults, armFault, clearFault, onServices } from '../core/services.js';
import { auditCard } from '../components/audit.js';
import { chart } from '../components/chart.js';
import { flowView } from '../components/flow.js';
import { attempt, between, button, cardWith, hint, messageArea } from '../components/elements.js';
import { newest } from '../components/newest.js';
import { purchaseProgress } from '../components/progress.js';
import { tiles } from '../components/tiles.js';

const NEWEST_MS = 700;

export function overview({ root, flow }) {
  const names = flow.steps.map(step => step.name);
  const totals = tiles();
  const audit = auditCard();
  const diagram = flowView({ names });
  const rate = chart({ title: t('chart.rate'), format: decimal, lines: [
    { name: t('chart.completed'), kind: 'done', value: s => s.perSecond.completed },
    { name: t('chart.undone'), kind: 'undone', value: s => s.perSecond.undone }] });
  const latency = chart({ title: t('chart.latency'), format: duration, lines: [
    { name: 'p50', kind: 'running', value: s => s.latencyMs.p50 },
    { name: 'p99', kind: 'quiet', value: s => s.latencyMs.p99 }] });
  const latest = newest();
  const demo = demonstration(names);
  // The rows are the most expensive part: they change less often than the summary.
  const showNewest = throttle(NEWEST_MS, () => latest.show(live.summary.newest));
  const version = h('span', { class: 'hint' }, t('flow.version', flow));

  fill(root,
    h('h1', { tabindex: '-1', class: 'visually-hidden' }, t('nav.overview')),
    h('div', { class: 'totals' }, totals.element, audit.element),
    demo.element,
    cardWith('flow-title', t('flow.title'), version, diagram.element, hint(t('flow.legend'))),
    h('div', { class: 'columns overview' },
      h('section', { class: 'card', 'aria-label': t('chart.title') }, rate.element, latency.element),
      cardWith('newest-title', t('newest.title'), h('a', { href: '#/purchases' }, t('newest.all')), latest.element)));

  const stops = [
    onSummary(summary => {
      totals.show(summary);
      audit.show(summary.audit);
      diagram.count(summary.steps);
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
    diagram.close, demo.close,
  ];
  return () => stops.forEach(stop => stop());
}

/** Buttons to break cd, buy and repair cd, with the progress of the purchase. */
function demonstration(names) {
  const result = messageArea();
  const cdFault = () => armedFaults().find(fault => `${fault.service} ${fault.on} ${fault.kind}` === 'cd do fail');
  const toggleFault = () => (cdFault() ? clearFault('cd', cdFault().id) : armFault('cd', { on: 'do', kind: 'fail' }));
  const buyButton = button(t('try.buy'), () => attempt(result, start), { class: 'primary', 'data-action': 'buy' });
  const breakButton = button(t('try.break'), () => attempt(result, toggleFault), { 'data-action': 'break' });
  let progress = null;

  async function start() {
    const purchase = await buy();
    progress?.close();
    progress = purchaseProgress(purchase.id, names);
    fill(result, progress.element);
  }

  const stop = onServices(() => {
    fill(breakButton, t(cdFault() ? 'try.repair' : 'try.break'));
    breakButton.classList.toggle('danger', !cdFault());
  });
  const title = h('div', {}, h('h2', { id: 'try-title' }, t('try.title')), hint(t('try.hint')));
  const buttons = h('p', { class: 'row' }, buyButton, breakButton, h('a', { href: '#/play' }, t('try.lessons')));
  return {
    element: h('section', { class: 'card', 'aria-labelledby': 'try-title' }, between(title, buttons), result),
    close: () => {
      stop();
      progress?.close();
    },
  };
}
