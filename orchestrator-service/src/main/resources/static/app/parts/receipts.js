// What each participant has given for its part: shown as it came.

import { fill, h } from '../core/dom.js';
import { t } from '../core/language.js';
import { money } from '../core/format.js';
import { cause } from '../story/cause.js';
import { icon, signOf } from './icon.js';

export function receipts() {
  const list = h('ul', { class: 'receipts' });
  let last = null;
  return {
    element: list,
    draw(steps) {
      const mark = JSON.stringify(steps);
      if (mark !== last) {
        last = mark;
        fill(list, steps.map(one));
      }
    },
  };
}

const one = step => h('li', {},
  h('p', { class: 'row between' }, h('strong', {}, step.name), h('span', { class: `pill is-${step.status.toLowerCase()}` }, icon(signOf(step.status)), t(`step.${step.status}`))),
  step.detail && !step.receipt ? h('p', { class: 'hint' }, t('receipt.trouble', { cause: cause(step.detail) })) : null,
  step.receipt ? h('dl', {}, entries(step.receipt).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, show(value))))) : h('p', { class: 'hint' }, t('receipt.none')));

/** An amount and the currency beside it are one thing. */
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
