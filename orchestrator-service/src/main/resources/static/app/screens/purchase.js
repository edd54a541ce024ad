// One purchase: where it is, what happened and why, and what can be done about it.

import { fill, h } from '../core/dom.js';
import { follow } from '../core/follow.js';
import { t } from '../core/language.js';
import { everySecond, watch } from '../core/live.js';
import { dateTime } from '../core/format.js';
import { actionButton, can } from '../parts/actions.js';
import { flowView } from '../parts/flow.js';
import { player } from '../parts/player.js';
import { receipts } from '../parts/receipts.js';
import { age, problemBox, stateLine } from '../parts/state.js';
import { rawHistory, story } from '../parts/story.js';
import { timeline } from '../parts/timeline.js';
import { picture } from '../story/fold.js';

export function purchase({ root, flow, parts: [id] }) {
  const head = h('div', { class: 'purchase-state', 'aria-live': 'polite' });
  const buttons = h('div', { class: 'buttons' });
  const facts = h('dl', { class: 'facts' });
  const drawn = h('div');
  const told = story();
  const raw = rawHistory();
  const times = timeline();
  const papers = receipts();
  let view = null;
  let plays = null;
  let state = null;
  let mark = null;

  const following = follow(id, seen => {
    if (seen.problem && !seen.purchase) {
      fill(root, h('h1', { tabindex: '-1' }, t('purchase.title')), problemBox(seen.problem), h('p', {}, h('a', { href: '#/purchases' }, t('purchase.list'))));
      return;
    }
    if (seen.purchase) {
      draw(seen.purchase, seen.events);
    }
    told.draw(seen.events);
    raw.draw(seen.events);
    if (seen.events.length) {
      times.draw(seen.events);
    }
  });

  const again = h('button', { class: 'small', type: 'button', onclick: () => plays?.again() }, t('watched.again'));
  fill(root,
    h('div', { class: 'title' }, h('div', {}, h('a', { href: '#/purchases' }, t('purchase.list')), h('h1', { tabindex: '-1' }, t('purchase.title'), ' ', h('code', { class: 'whole-id' }, id))), buttons),
    h('section', { class: 'card' }, head, facts),
    h('section', { class: 'card', 'aria-labelledby': 'where' }, h('div', { class: 'row between' }, h('h2', { id: 'where' }, t('purchase.where')), again), drawn),
    h('div', { class: 'columns' },
      h('section', { class: 'card', 'aria-labelledby': 'story' }, h('h2', { id: 'story' }, t('purchase.story')), told.element, raw.element),
      h('div', { class: 'stack' },
        h('section', { class: 'card', 'aria-labelledby': 'times' }, h('h2', { id: 'times' }, t('purchase.times')), times.element),
        h('section', { class: 'card', 'aria-labelledby': 'papers' }, h('h2', { id: 'papers' }, t('purchase.receipts')), papers.element))));

  function draw(now, events) {
    if (!view && now.steps.length) {
      const names = now.steps.map(step => step.name);
      const version = now.flowVersion === flow.version ? null : now.flowVersion;
      view = flowView({ names, version });
      plays = player(names, one => view.show(one));
      fill(drawn, view.element);
      view.show(picture(now));
    }
    if (now.steps.length) {
      view.show(picture(now));
    }
    plays?.hold(events);
    state = stateLine(now);
    fill(head, state.element);
    fill(facts, factsOf(now));
    papers.draw(now.steps);
    const able = Object.keys(can).filter(verb => can[verb](now));
    if (able.join() !== mark) {
      mark = able.join();
      fill(buttons, able.map(verb => actionButton(verb, () => state.purchase, following.again)));
    }
  }

  const stops = [
    everySecond(() => state?.tick()),
    watch(({ summary }) => {
      const listed = summary?.newest.find(one => one.id === id);
      if (listed && state && listed.status !== state.purchase.status && listed.status === 'UNDOING') {
        following.again();
      }
    }),
    () => following.stop(), () => view?.close(), () => plays?.close(),
  ];
  return () => stops.forEach(stop => stop());
}

/** As it is sent to the services (`traceparent`) and stands in their logs. */
const traceOf = purchase => purchase.id.replaceAll('-', '');

function factsOf(purchase) {
  const rows = [
    ['customer', purchase.customer],
    ['began', dateTime(purchase.createdAt)],
    [purchase.finishedAt ? 'took' : 'age', age(purchase)],
    ['flow', t('flow.version', { name: purchase.flow, version: purchase.flowVersion })],
    ['trace', h('code', {}, traceOf(purchase))],
  ];
  return rows.map(([name, value]) => h('div', {}, h('dt', {}, t(`purchase.${name}`)), h('dd', {}, value)));
}
