// Keeps the rows of a page up to date by the events of all purchases: only what is on the page is asked for again, and not often.

import * as api from '../core/api.js';
import { EVENTS } from '../core/follow.js';
import { listen } from '../core/stream.js';

const PAUSE_MS = 300;
const AT_ONCE = 10;

/** @param reload called when events may have been missed */
export function keepFresh(ids, update, reload) {
  const shown = new Set(ids);
  const stale = new Set();
  let wasLost = false;

  const stop = listen('/events', {
    types: EVENTS,
    heard: event => shown.has(event.purchase) && stale.add(event.purchase),
    state: connection => {
      if (connection === 'live' && wasLost) {
        reload();
      }
      wasLost = connection === 'lost';
    },
  });

  let isBusy = false;
  const timer = setInterval(async () => {
    if (isBusy || stale.size === 0) {
      return;
    }
    isBusy = true;
    const some = [...stale].slice(0, AT_ONCE);
    some.forEach(id => stale.delete(id));
    const answers = await Promise.allSettled(some.map(api.purchase));
    answers.forEach(answer => answer.status === 'fulfilled' && update(answer.value));
    isBusy = false;
  }, PAUSE_MS);

  return {
    stop: () => {
      clearInterval(timer);
      stop();
    },
  };
}
