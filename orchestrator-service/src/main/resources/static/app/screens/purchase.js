// One purchase: state, history, calls and receipts, and the commands that it allows.

import { fill, h } from '../core/dom.js';
import { follow } from '../core/follow.js';
import { dateTime, t } from '../core/i18n.js';
import { everySecond, onSummary } from '../core/live.js';
import { actionButton, can } from '../components/actions.js';
import { flowView } from '../components/flow.js';
import { history, storedEvents } from '../components/history.js';
import { card, cardWith, facts, heading, problemBox, smallButton } from '../components/elements.js';
import { player } from '../components/player.js';
import { receipts } from '../components/receipts.js';
import { age, stateLine } from '../components/state.js';
import { timeline } from '../components/timeline.js';
import { currentSnapshot } from '../history/snapshots.js';

export function purchase({ root, flow, parts: [id] }) {
  const head = h('div', { class: 'purchase-state', 'aria-live': 'polite' });
  const buttons = h('div', { class: 'buttons' });
  const details = h('div');
  const diagram = h('div');
  const sentences = history();
  const stored = storedEvents();
  const calls = timeline();
  const receiptList = receipts();
  let view = null;
  let replay = null;
  let state = null;
  let shownCommands = null;

  const following = follow(id, ({ purchase: current, events, problem }) => {
    if (problem && !current) {
      fill(root, heading(t('purchase.title')), problemBox(problem), h('p', {}, listLink()));
      return;
    }
    if (current) {
      draw(current, events);
    }
    sentences.draw(events);
    stored.draw(events);
    if (events.length) {
      calls.draw(events);
    }
  });

  const replayButton = smallButton(t('progress.replay'), () => replay?.restart());
  const title = heading(t('purchase.title'), ' ', h('code', { class: 'full-id' }, id));
  fill(root,
    h('div', { class: 'title' }, h('div', {}, listLink(), title), buttons),
    h('section', { class: 'card' }, head, details),
    cardWith('state', t('purchase.state'), replayButton, diagram),
    h('div', { class: 'columns' },
      card('history', t('purchase.history'), sentences.element, stored.element),
      h('div', { class: 'stack' },
        card('calls', t('purchase.calls'), calls.element),
        card('receipts', t('purchase.receipts'), receiptList.element))));

  function draw(current, events) {
    if (!view && current.steps.length) {
      const names = current.steps.map(step => step.name);
      const version = current.flowVersion === flow.version ? null : current.flowVersion;
      view = flowView({ names, version });
      replay = player(names, view.show);
      fill(diagram, view.element);
    }
    view?.show(currentSnapshot(current));
    replay?.load(events);
    state = stateLine(current);
    fill(head, state.element);
    fill(details, factsOf(current));
    receiptList.draw(current.steps);
    const commands = Object.keys(can).filter(command => can[command](current));
    if (commands.join() !== shownCommands) {
      shownCommands = commands.join();
      fill(buttons, commands.map(command => actionButton(command, () => state.purchase, following.restart)));
    }
  }

  const stops = [
    everySecond(() => state?.tick()),
    // A cancelled purchase that had completed: its event stream has ended.
    onSummary(({ newest }) => {
      const listed = newest.find(one => one.id === id);
      if (listed && state && listed.status !== state.purchase.status && listed.status === 'UNDOING') {
        following.restart();
      }
    }),
    () => following.stop(), () => view?.close(), () => replay?.close(),
  ];
  return () => stops.forEach(stop => stop());
}

const listLink = () => h('a', { href: '#/purchases' }, t('purchase.list'));

/** The trace id in the services' logs and in `traceparent`. */
const traceOf = purchase => purchase.id.replaceAll('-', '');

const factsOf = purchase => facts([
  [t('purchase.customer'), purchase.customer],
  [t('purchase.started'), dateTime(purchase.createdAt)],
  [t(purchase.finishedAt ? 'purchase.duration' : 'purchase.age'), age(purchase)],
  [t('purchase.flow'), t('flow.version', { name: purchase.flow, version: purchase.flowVersion })],
  [t('purchase.trace'), h('code', {}, traceOf(purchase))],
]);
