// Purchases without an orchestrator and with it: bought, returned, observed and counted.

import { call, command, purchase } from './api.js';
import { isFinal } from './follow.js';
import { order } from './order.js';

const POLL_MS = 150;

export const pause = ms => new Promise(done => setTimeout(done, ms));

export const leftovers = () => call('GET', '/audit/choreography');
export const cleanUp = () => call('POST', '/choreography/clean');
export const callsOf = id => call('GET', `/choreography/calls/${encodeURIComponent(id)}`);

/** The ledger entry of each service for a purchase, by service; a service without an entry is left out. */
export const entriesOf = id => call('GET', `/choreography/purchases/${encodeURIComponent(id)}`);

/** Whether choreography is enabled in the services. */
export const isEnabled = async () => (await call('GET', '/choreography/calls')).length > 0;

/** The edges of the call graph for purchases of these ways: `{caller, callee, calls, returns}`. */
export async function edges(ways) {
  const found = new Map();
  const recorded = (await call('GET', '/choreography/calls')).flatMap(service => service.calls);
  for (const { caller, callee, action, way, calls } of recorded) {
    if (ways.includes(way) && caller !== 'client') {
      const edge = found.get(caller + callee) ?? { caller, callee, calls: 0, returns: 0 };
      edge[action === 'return' ? 'returns' : 'calls'] += calls;
      found.set(caller + callee, edge);
    }
  }
  return [...found.values()];
}

/** The reply to the customer: `{id, isCompleted, failed, detail}`; the id is null if there was no reply. */
export async function buyByChoreography(style) {
  try {
    const { id } = await call('POST', `/choreography/purchases?style=${style}`, order());
    return { id, isCompleted: true, detail: '' };
  } catch ({ body, message }) {
    return { id: body?.purchase?.id ?? null, isCompleted: false, failed: body?.service, detail: message };
  }
}

export const returnByChoreography = id => call('POST', `/choreography/returns/${encodeURIComponent(id)}`);

export async function buyByOrchestration() {
  const { id } = await call('POST', '/purchases', order(), { Prefer: 'respond-async' });
  const ended = await awaitEnd(id);
  return { id, isCompleted: ended.status === 'COMPLETED', detail: ended.reason ?? '' };
}

export async function returnByOrchestration(id, reason) {
  await command(id, 'cancel', reason);
  await awaitEnd(id);
}

async function awaitEnd(id) {
  let current = await purchase(id);
  while (!isFinal(current.status)) {
    await pause(POLL_MS);
    current = await purchase(id);
  }
  return current;
}
