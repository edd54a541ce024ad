// One purchase of one's own: what is in the catalogue, how many, and by which test card.

import * as api from '../core/api.js';
import { fill, h } from '../core/dom.js';
import { t } from '../core/language.js';
import { money } from '../core/format.js';
import { buy, CARDS } from './order.js';
import { problemBox } from './state.js';
import { watched } from './watched.js';

export function buyForm(names) {
  const goods = h('ul', { class: 'goods' });
  const customer = h('input', { id: 'buy-customer', type: 'text', value: 'ana@example.com', maxlength: '254', required: true, autocomplete: 'off' });
  const card = h('select', { id: 'buy-card' }, CARDS.map(token => h('option', { value: token }, `${token}: ${t(`card.${token}`)}`)));
  const total = h('output', {});
  const button = h('button', { class: 'primary', type: 'submit', 'data-action': 'buy-form', disabled: true }, t('buy.buy'));
  const told = h('div', { 'aria-live': 'polite' });
  let lines = [];
  let shown = null;

  async function load() {
    try {
      lines = (await api.catalogue()).map(product => ({ product, input: quantity(product) }));
      fill(goods, lines.map(({ product, input }) => h('li', {}, h('label', { for: input.id }, product.name, h('span', { class: 'hint' }, `${product.sku} · ${money(product.price)}`)), input)));
      sum();
    } catch (problem) {
      fill(goods, h('li', {}, problemBox(problem, h('button', { class: 'small', type: 'button', onclick: load }, t('problem.again')))));
    }
  }

  const quantity = product => h('input', { id: `buy-${product.sku}`, type: 'number', min: '0', max: '1000000', step: '1', value: product.sku === 'BOOK-DDD' ? '1' : '0', oninput: sum });

  const cart = () => lines.filter(({ input }) => Number(input.value) > 0);

  function sum() {
    const chosen = cart();
    const amount = chosen.reduce((all, { product, input }) => all + product.price.amount * Number(input.value), 0);
    total.textContent = chosen.length ? money({ amount, currency: chosen[0].product.price.currency }) : '–';
    button.disabled = chosen.length === 0;
  }

  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    try {
      const items = cart().map(({ product, input }) => ({ sku: product.sku, quantity: Number(input.value) }));
      const purchase = await buy({ customer: customer.value, items, token: card.value });
      shown?.close();
      shown = watched(purchase.id, names);
      fill(told, shown.element);
    } catch (problem) {
      fill(told, problemBox(problem));
    }
    sum();
  }

  load();
  return {
    element: h('div', {}, h('form', { onsubmit: submit }, goods,
      h('div', { class: 'fields' }, h('p', { class: 'field' }, h('label', { for: 'buy-customer' }, t('buy.customer')), customer), h('p', { class: 'field' }, h('label', { for: 'buy-card' }, t('buy.card')), card)),
      h('p', { class: 'row between' }, h('span', {}, t('buy.total'), ' ', h('strong', {}, total)), button)), told),
    close: () => shown?.close(),
  };
}
