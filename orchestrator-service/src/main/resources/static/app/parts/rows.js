// A page of the list as a table whose rows can be chosen and change in place.

import { h } from '../core/dom.js';
import { t } from '../core/language.js';
import { shortId, time } from '../core/format.js';
import { toPurchase } from '../core/router.js';
import { age, countsDown, stateLine } from './state.js';
import { smallStrip } from './strip.js';

const COLUMNS = ['purchase', 'state', 'steps', 'began', 'took'];

export function rows(purchases, { changed }) {
  const known = new Map();
  const chosen = new Set();

  const everyone = h('input', { type: 'checkbox', 'aria-label': t('list.chooseAll'), onchange: () => {
    const isChosen = everyone.checked;
    known.forEach((row, id) => {
      row.box.checked = isChosen;
      chosen[isChosen ? 'add' : 'delete'](id);
    });
    changed();
  } });

  function choose(id, isChosen) {
    chosen[isChosen ? 'add' : 'delete'](id);
    everyone.checked = chosen.size === known.size;
    everyone.indeterminate = chosen.size > 0 && chosen.size < known.size;
    changed();
  }

  function row(purchase) {
    const line = stateLine(purchase);
    const box = known.get(purchase.id)?.box ?? h('input', { type: 'checkbox', 'aria-label': t('list.chooseOne', { id: purchase.id, customer: purchase.customer }),
      onchange: () => choose(purchase.id, box.checked) });
    const cells = [
      h('td', { class: 'c-box' }, box),
      h('th', { scope: 'row', class: 'c-purchase' }, h('a', { href: toPurchase(purchase.id), title: purchase.id }, h('code', {}, shortId(purchase.id))), h('span', { class: 'who' }, purchase.customer)),
      h('td', { class: 'c-state' }, line.element),
      h('td', { class: 'c-steps' }, smallStrip(purchase.steps)),
      h('td', { class: 'c-began hint' }, time(purchase.createdAt)),
      h('td', { class: 'c-took hint' }, age(purchase)),
    ];
    return { purchase, line, box, element: h('tr', {}, cells) };
  }

  const body = h('tbody', {}, purchases.map(purchase => {
    known.set(purchase.id, row(purchase));
    return known.get(purchase.id).element;
  }));
  return {
    element: h('table', { class: 'rows' }, h('thead', {}, h('tr', {}, h('td', { class: 'c-box' }, everyone), COLUMNS.map(name => h('th', { scope: 'col', class: `c-${name}` }, t(`list.${name}`))))), body),
    chosen: () => [...chosen].map(id => known.get(id)?.purchase).filter(Boolean),
    update(purchase) {
      const old = known.get(purchase.id);
      if (old) {
        const focused = old.element.contains(document.activeElement) && document.activeElement;
        const now = row(purchase);
        known.set(purchase.id, now);
        old.element.replaceWith(now.element);
        (focused === old.box ? now.box : focused && now.element.querySelector('a'))?.focus?.();
        changed();
      }
    },
    tick: () => known.forEach(({ line }) => countsDown(line.purchase) && line.tick()),
  };
}
