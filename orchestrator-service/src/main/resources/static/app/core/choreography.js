// Purchases that nobody conducts beside those that the orchestrator does: bought, returned, looked for and counted.

import { call, purchase, step } from './api.js';
import { order } from '../parts/order.js';

const LOOK_MS = 150;
const at = id => `/choreography/purchases/${encodeURIComponent(id)}`;
const pause = ms => new Promise(over => setTimeout(over, ms));

export const leftovers = () => call('GET', '/audit/choreography');
export const takeBack = () => call('POST', '/choreography/clean');
export const callsOf = id => call('GET', `/choreography/calls/${encodeURIComponent(id)}`);

/** What each service holds of a purchase, by its name; a service that never heard of it is left out. */
export const holdings = id => call('GET', at(id));

/** Whether the services let themselves be choreographed: they need not. */
export const isOn = async () => (await call('GET', '/choreography/calls')).length > 0;

/** The edges of a call graph, by the calls that the services saw for purchases of these ways: `{caller, callee, calls, returns}`. */
export async function edges(ways) {
  const found = new Map();
  for (const { caller, callee, action, way, calls } of (await call('GET', '/choreography/calls')).flatMap(seen => seen.calls)) {
    if (ways.includes(way) && caller !== 'client') {
      const edge = found.get(caller + callee) ?? { caller, callee, calls: 0, returns: 0 };
      edge[action === 'return' ? 'returns' : 'calls'] += calls;
      found.set(caller + callee, edge);
    }
  }
  return [...found.values()];
}

/** What the customer is told: `{id, isCompleted, failed, detail}`; the id is null if there was no answer at all. */
export async function buyOfServices(style) {
  try {
    const { id } = await call('POST', `/choreography/purchases?style=${style}`, order());
    return { id, isCompleted: true, detail: '' };
  } catch (problem) {
    return { id: problem.body?.purchase?.id ?? null, isCompleted: false, failed: problem.body?.service, detail: problem.message };
  }
}

export const returnToServices = id => call('POST', `/choreography/returns/${encodeURIComponent(id)}`);

export async function buyOfMaestro() {
  const { id } = await call('POST', '/purchases', order(), { Prefer: 'respond-async' });
  const ended = await untilOver(id);
  return { id, isCompleted: ended.status === 'COMPLETED', detail: ended.reason ?? '' };
}

export async function returnToMaestro(id, reason) {
  await step(id, 'cancel', reason);
  await untilOver(id);
}

async function untilOver(id) {
  let now = await purchase(id);
  while (now.status === 'RUNNING' || now.status === 'UNDOING') {
    await pause(LOOK_MS);
    now = await purchase(id);
  }
  return now;
}
