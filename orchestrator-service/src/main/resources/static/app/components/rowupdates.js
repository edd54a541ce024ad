// Updates the purchases of a list by the event stream of all purchases. Several events cause one request.

import * as api from '../core/api.js';
import { EVENT_TYPES } from '../core/follow.js';
import { subscribe } from '../core/stream.js';

const INTERVAL_MS = 300;
const MAX_REQUESTS = 10;

/**
 * @param update called with each changed purchase
 * @param reload called when events may have been missed
 * @returns a function that ends the updates
 */
export function subscribeToUpdates(ids, update, reload) {
  const shown = new Set(ids);
  const changed = new Set();
  let wasLost = false;

  const unsubscribe = subscribe('/events', {
    types: EVENT_TYPES,
    onEvent: event => shown.has(event.purchase) && changed.add(event.purchase),
    onState: connection => {
      if (connection === 'live' && wasLost) {
        reload();
      }
      wasLost = connection === 'lost';
    },
  });

  let isBusy = false;
  const timer = setInterval(async () => {
    if (isBusy || changed.size === 0) {
      return;
    }
    isBusy = true;
    const batch = [...changed].slice(0, MAX_REQUESTS);
    batch.forEach(id => changed.delete(id));
    const results = await Promise.allSettled(batch.map(api.purchase));
    results.forEach(result => result.status === 'fulfilled' && update(result.value));
    isBusy = false;
  }, INTERVAL_MS);

  return () => {
    clearInterval(timer);
    unsubscribe();
  };
}
