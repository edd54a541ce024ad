// What is bought: who, what, by which card.

import * as api from '../core/api.js';

export const CARDS = ['tok_visa', 'tok_mastercard', 'tok_declined', 'tok_insufficient_funds', 'tok_expired', 'tok_stolen'];

export const order = ({ customer = 'ana@example.com', items = [{ sku: 'BOOK-DDD', quantity: 1 }], token = 'tok_visa' } = {}) => ({
  customer,
  items,
  payment: { token },
  shipTo: { name: 'Ana Souza', street: 'Rua das Flores 10', city: 'São Paulo', postalCode: '01001-000', country: 'BR' },
});

/** Buys and gives the purchase; one that was undone in the meantime is no error here. */
export async function buy(what) {
  try {
    return await api.buy(order(what));
  } catch (problem) {
    if (problem.body?.purchase) {
      return problem.body.purchase;
    }
    throw problem;
  }
}
