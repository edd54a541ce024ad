// The newest purchases. A row is replaced only if its purchase changes.

import { h } from '../core/dom.js';
import { shortId, t, time } from '../core/i18n.js';
import { purchaseUrl } from '../core/router.js';
import { age, stateLine } from './state.js';
import { stepDots } from './steplist.js';

const MAX_ROWS = 20;

export function newest() {
  const list = h('ul', { class: 'newest' });
  let rows = new Map();

  function row(purchase) {
    const { id, status, needsAttention, steps, customer, createdAt } = purchase;
    const version = [status, needsAttention, ...steps.map(s => s.status + s.attempts + s.undoAttempts)].join();
    const existing = rows.get(id);
    if (existing?.version === version) {
      return existing;
    }
    const line = stateLine(purchase);
    const fullId = h('span', { class: 'visually-hidden' }, id);
    const link = h('a', { href: purchaseUrl(id) }, h('code', {}, shortId(id)), fullId);
    const element = h('li', {}, link, h('span', { class: 'customer' }, customer), stepDots(steps), line.element,
      h('span', { class: 'when' }, `${time(createdAt)} · ${age(purchase)}`));
    return { version, element, line };
  }

  return {
    element: list,
    show(purchases) {
      rows = new Map(purchases.slice(0, MAX_ROWS).map(purchase => [purchase.id, row(purchase)]));
      const elements = [...rows.values()].map(({ element }) => element);
      const content = elements.length ? elements : [h('li', {}, h('p', { class: 'empty' }, t('newest.none')))];
      if (content.length !== list.children.length || content.some((element, i) => list.children[i] !== element)) {
        keepFocus(list, () => list.replaceChildren(...content));
      }
    },
    tick: () => rows.forEach(({ line }) => line.tick()),
  };
}

/** Restores the keyboard focus after a change, if the focused element is still there. */
function keepFocus(list, change) {
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  change();
  if (focused?.isConnected) {
    focused.focus({ preventScroll: true });
  }
}
