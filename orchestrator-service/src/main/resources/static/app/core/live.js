// What goes on, as one value that everything on the page looks at: the latest summary.

import { onceAFrame } from './dom.js';
import { listen } from './stream.js';

const listeners = new Set();
let skewMs = 0;

export const live = { summary: null, connection: 'connecting', since: null };

/** The orchestrator's time: its clock and the browser's may differ. */
export const now = () => Date.now() + skewMs;

/** Calls back at once and after each change, once a frame at the most. */
export function watch(listener) {
  listeners.add(listener);
  if (live.summary) {
    listener(live);
  }
  return () => listeners.delete(listener);
}

const tell = onceAFrame(() => listeners.forEach(listener => listener(live)));

export function begin() {
  listen('/dashboard/live', {
    types: ['summary'],
    heard: summary => {
      live.summary = summary;
      skewMs = Date.parse(summary.at) - Date.now();
      tell();
    },
    state: connection => {
      if (live.connection !== connection) {
        live.since = connection === 'lost' ? new Date() : null;
      }
      live.connection = connection;
      tell();
    },
  });
}

const ticking = new Set();
setInterval(() => document.hidden || ticking.forEach(tick => tick()), 1000);

/** Calls back once a second while the page is seen, for what counts down. */
export function everySecond(tick) {
  ticking.add(tick);
  return () => ticking.delete(tick);
}
