// The latest summary of the orchestrator, received as server-sent events and shared by all screens.

import { oncePerFrame } from './dom.js';
import { subscribe } from './stream.js';

const listeners = new Set();
let skewMs = 0;

export const live = { summary: null, connection: 'connecting', lostSince: null };

/** The time of the orchestrator's clock, which may differ from the browser's. */
export const now = () => Date.now() + skewMs;

/** Calls the listener at once if there is a summary, and after each change, at most once per frame. */
export function onLive(listener) {
  listeners.add(listener);
  if (live.summary) {
    listener(live);
  }
  return () => listeners.delete(listener);
}

/** Like onLive, without the calls before the first summary. */
export const onSummary = listener => onLive(({ summary }) => summary && listener(summary));

const notify = oncePerFrame(() => listeners.forEach(listener => listener(live)));

export function connect() {
  subscribe('/dashboard/live', {
    types: ['summary'],
    onEvent: summary => {
      live.summary = summary;
      skewMs = Date.parse(summary.at) - Date.now();
      notify();
    },
    onState: connection => {
      if (live.connection !== connection) {
        live.lostSince = connection === 'lost' ? new Date() : null;
      }
      live.connection = connection;
      notify();
    },
  });
}

const tickListeners = new Set();
setInterval(() => document.hidden || tickListeners.forEach(listener => listener()), 1000);

/** Calls the listener once a second while the page is visible. */
export function everySecond(listener) {
  tickListeners.add(listener);
  return () => tickListeners.delete(listener);
}
