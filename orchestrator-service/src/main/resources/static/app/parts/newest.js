// The newest purchases. A row is kept as long as its purchase says the same, so that fifty a second cost few changes of the page.

import { h } from '../core/dom.js';
import { t } from '../core/language.js';
import { shortId, time } from '../core/format.js';
import { toPurchase } from '../core/router.js';
import { age, countsDown, empty, stateLine } from './state.js';
import { smallStrip } from './strip.js';

const MOST = 20;

export function newest() {
  const list = h('ul', { class: 'newest' });
  const rows = new Map();

  function row(purchase) {
    const mark = [purchase.status, purchase.needsAttention, ...purchase.steps.map(step => step.status + step.attempts + step.undoAttempts)].join();
    const known = rows.get(purchase.id);
    if (known?.mark === mark) {
      return known;
    }
    const line = stateLine(purchase);
    const element = h('li', {}, h('a', { href: toPurchase(purchase.id) }, h('code', {}, shortId(purchase.id)), h('span', { class: 'unseen' }, purchase.id)),
      h('span', { class: 'who' }, purchase.customer), smallStrip(purchase.steps), line.element,
      h('span', { class: 'when hint' }, `${time(purchase.createdAt)} · ${age(purchase)}`));
    return { mark, element, line };
  }

  return {
    element: list,
    show(purchases) {
      const shown = purchases.slice(0, MOST).map(purchase => [purchase.id, row(purchase)]);
      rows.clear();
      shown.forEach(([id, one]) => rows.set(id, one));
      const elements = shown.length ? shown.map(([, one]) => one.element) : [h('li', {}, empty(t('newest.none')))];
      if (elements.length !== list.children.length || elements.some((element, i) => list.children[i] !== element)) {
        keepFocus(list, () => list.replaceChildren(...elements));
      }
    },
    tick: () => rows.forEach(({ line }) => countsDown(line.purchase) && line.tick()),
  };
}

/** Whoever is on a row by keyboard stays on it while others come in above. */
function keepFocus(list, change) {
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  change();
  if (focused?.isConnected) {
    focused.focus({ preventScroll: true });
  }
}
