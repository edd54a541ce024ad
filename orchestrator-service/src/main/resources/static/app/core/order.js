// Orders with the defaults of the demonstration.

import * as api from './api.js';

export const CARDS =
  ['tok_visa', 'tok_mastercard', 'tok_declined', 'tok_insufficient_funds', 'tok_expired', 'tok_stolen'];

const BOOK = { sku: 'BOOK-DDD', quantity: 1 };
const ADDRESS =
  { name: 'Ana Souza', street: 'Rua das Flores 10', city: 'São Paulo', postalCode: '01001-000', country: 'BR' };

export const order = ({ customer = 'ana@example.com', items = [BOOK], token = 'tok_visa' } = {}) =>
  ({ customer, items, payment: { token }, shipTo: ADDRESS });

/** Buys. The result is the purchase, also if it is already undone. */
export async function buy(overrides) {
  try {
    return await api.buy(order(overrides));
  } catch (problem) {
    if (problem.body?.purchase) {
      return problem.body.purchase;
    }
    throw problem;
  }
}
