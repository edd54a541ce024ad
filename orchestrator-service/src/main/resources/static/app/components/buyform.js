// A form to buy: quantities from the catalogue, and a test card.

import * as api from '../core/api.js';
import { fill, h } from '../core/dom.js';
import { money, t } from '../core/i18n.js';
import { buy, CARDS } from '../core/order.js';
import { attempt, between, field, form, messageArea, problemBox, smallButton } from './elements.js';
import { purchaseProgress } from './progress.js';

export function buyForm(names) {
  const products = h('ul', { class: 'products' });
  const customer = h('input', { id: 'buy-customer', type: 'text', value: 'ana@example.com', maxlength: '254',
    required: true, autocomplete: 'off' });
  const card = h('select', { id: 'buy-card' },
    CARDS.map(token => h('option', { value: token }, `${token}: ${t(`card.${token}`)}`)));
  const total = h('output', {});
  const submitButton =
    h('button', { class: 'primary', type: 'submit', 'data-action': 'buy-form', disabled: true }, t('buy.buy'));
  const result = messageArea();
  let lines = [];
  let progress = null;

  async function load() {
    try {
      lines = (await api.catalogue()).map(product => ({ product, input: quantity(product) }));
      fill(products, lines.map(productLine));
      updateTotal();
    } catch (problem) {
      fill(products, h('li', {}, problemBox(problem, smallButton(t('problem.retry'), load))));
    }
  }

  const quantity = ({ sku }) => h('input', { id: `buy-${sku}`, type: 'number', min: '0', max: '1000000', step: '1',
    value: sku === 'BOOK-DDD' ? '1' : '0', oninput: updateTotal });

  const productLine = ({ product: { name, sku, price }, input }) => h('li', {},
    h('label', { for: input.id }, name, h('span', { class: 'hint' }, `${sku} · ${money(price)}`)), input);

  const cart = () => lines.map(({ product, input }) => ({ ...product, quantity: Number(input.value) }))
    .filter(line => line.quantity > 0);

  function updateTotal() {
    const items = cart();
    const amount = items.reduce((sum, { price, quantity: n }) => sum + price.amount * n, 0);
    total.textContent = items.length ? money({ amount, currency: items[0].price.currency }) : '–';
    submitButton.disabled = items.length === 0;
  }

  async function submit() {
    submitButton.disabled = true;
    await attempt(result, async () => {
      const items = cart().map(({ sku, quantity: n }) => ({ sku, quantity: n }));
      const purchase = await buy({ customer: customer.value, items, token: card.value });
      progress?.close();
      progress = purchaseProgress(purchase.id, names);
      fill(result, progress.element);
    });
    updateTotal();
  }

  load();
  return {
    element: h('div', {}, form(submit, products,
      h('div', { class: 'fields' }, field(customer, t('buy.customer')), field(card, t('buy.card'))),
      between(h('span', {}, t('buy.total'), ' ', h('strong', {}, total)), submitButton)), result),
    close: () => progress?.close(),
  };
}
