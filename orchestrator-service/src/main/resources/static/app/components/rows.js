// A page of purchases as a table. Its rows can be selected, and are updated in place.

import { h } from '../core/dom.js';
import { shortId, t, time } from '../core/i18n.js';
import { purchaseUrl } from '../core/router.js';
import { age, stateLine } from './state.js';
import { stepDots } from './steplist.js';

const COLUMNS = ['purchase', 'state', 'steps', 'started', 'duration'];

/** @param onSelect called after a change of the selection */
export function rows(purchases, onSelect) {
  const known = new Map();
  const selected = new Set();

  function select(id, isSelected) {
    selected[isSelected ? 'add' : 'delete'](id);
    selectAll.checked = selected.size === known.size;
    selectAll.indeterminate = selected.size > 0 && selected.size < known.size;
    onSelect();
  }

  const selectAll = h('input', { type: 'checkbox', 'aria-label': t('list.selectAll'), onchange: () => {
    const isSelected = selectAll.checked;
    known.forEach((row, id) => {
      row.box.checked = isSelected;
      selected[isSelected ? 'add' : 'delete'](id);
    });
    onSelect();
  } });

  function row(purchase) {
    const { id, customer, steps, createdAt } = purchase;
    const line = stateLine(purchase);
    const link = h('a', { href: purchaseUrl(id), title: id }, h('code', {}, shortId(id)));
    const label = t('list.select', { id, customer });
    const box = known.get(id)?.box
      ?? h('input', { type: 'checkbox', 'aria-label': label, onchange: () => select(id, box.checked) });
    const cells = [
      h('td', { class: 'c-box' }, box),
      h('th', { scope: 'row', class: 'c-purchase' }, link, h('span', { class: 'customer' }, customer)),
      h('td', { class: 'c-state' }, line.element),
      h('td', { class: 'c-steps' }, stepDots(steps)),
      h('td', { class: 'c-started hint' }, time(createdAt)),
      h('td', { class: 'c-duration hint' }, age(purchase)),
    ];
    return { purchase, line, box, element: h('tr', {}, cells) };
  }

  purchases.forEach(purchase => known.set(purchase.id, row(purchase)));
  return {
    element: h('table', { class: 'rows' },
      h('thead', {}, h('tr', {}, h('td', { class: 'c-box' }, selectAll),
        COLUMNS.map(name => h('th', { scope: 'col', class: `c-${name}` }, t(`list.${name}`))))),
      h('tbody', {}, [...known.values()].map(({ element }) => element))),
    selected: () => [...selected].map(id => known.get(id)?.purchase).filter(Boolean),
    update(purchase) {
      const old = known.get(purchase.id);
      if (old) {
        const focused = old.element.contains(document.activeElement) && document.activeElement;
        const updated = row(purchase);
        known.set(purchase.id, updated);
        old.element.replaceWith(updated.element);
        (focused === old.box ? updated.box : focused && updated.element.querySelector('a'))?.focus?.();
        onSelect();
      }
    },
    tick: () => known.forEach(({ line }) => line.tick()),
  };
}
