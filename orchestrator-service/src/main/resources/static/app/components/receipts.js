// The receipts of a purchase, step by step.

import { fill, h } from '../core/dom.js';
import { money, t } from '../core/i18n.js';
import { describeCause } from '../history/causes.js';
import { hint, iconOf } from './elements.js';

export function receipts() {
  const list = h('ul', { class: 'receipts' });
  return { element: list, draw: steps => fill(list, steps.map(item)) };
}

const item = ({ name, status, detail, receipt }) => h('li', {},
  h('p', { class: 'row between' }, h('strong', {}, name),
    h('span', { class: `pill is-${status.toLowerCase()}` }, iconOf(status), t(`step.${status}`))),
  detail && !receipt && hint(t('receipt.failed', { cause: describeCause(detail) })),
  receipt
    ? h('dl', {}, entries(receipt).map(([key, value]) => h('div', {}, h('dt', {}, key), h('dd', {}, show(value)))))
    : hint(t('receipt.none')));

/** The members of a receipt, with an amount and its currency as one. */
function entries({ amount, currency, ...others }) {
  const sum = Number.isFinite(amount) && currency ? { amount: { amount, currency } } : { amount, currency };
  return Object.entries({ ...others, ...sum }).filter(([, value]) => value !== undefined);
}

function show(value) {
  if (Number.isFinite(value?.amount) && value.currency) {
    return money(value);
  }
  if (Array.isArray(value) && value.every(line => line?.sku)) {
    return value.map(line => `${line.quantity} × ${line.sku}`).join(', ');
  }
  return typeof value === 'object' ? h('pre', {}, JSON.stringify(value, null, 1)) : String(value);
}
