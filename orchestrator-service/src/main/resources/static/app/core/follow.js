// One purchase with its history, kept up to date by its event stream.

import * as api from './api.js';
import { oncePerFrame, throttle } from './dom.js';
import { subscribe } from './stream.js';

export const EVENT_TYPES = [
  'ACCEPTED', 'ADOPTED', 'DO_DONE', 'DO_REFUSED', 'DO_UNKNOWN', 'CANCEL_ASKED', 'PIVOTING', 'UNDOING', 'UNDO_DONE',
  'UNDO_UNKNOWN', 'NEEDS_ATTENTION', 'RUN_NOW', 'COMPLETED', 'UNDONE', 'RESOLVED',
];

const FINAL = new Set(['COMPLETED', 'UNDONE', 'RESOLVED']);

/** An undo is repeated without end: of a long history the first event and the newest ones are kept. */
const MAX_EVENTS = 1_000;

/** Whether a status or an event type is final. */
export const isFinal = status => FINAL.has(status);

/**
 * Calls back with `{purchase, events, problem}` after each change, at most once per frame.
 *
 * @returns functions to stop, and to restart after a command
 */
export function follow(id, onChange) {
  const state = { purchase: null, events: [], problem: null };
  const notify = oncePerFrame(() => onChange(state));
  let isStopped = false;
  let unsubscribe = () => {};

  const refreshSoon = throttle(120, refresh);

  async function refresh() {
    try {
      state.purchase = await api.purchase(id);
      state.problem = null;
    } catch (problem) {
      state.problem = problem;
    }
    if (!isStopped) {
      notify();
    }
  }

  function onEvent(event) {
    if (event.seq > (state.events.at(-1)?.seq ?? 0)) {
      state.events.push(event);
      state.events.splice(1, Math.max(0, state.events.length - MAX_EVENTS));
      notify();
      refreshSoon();
    }
  }

  const hasEnded = () => isFinal(state.events.at(-1)?.type);

  function start() {
    unsubscribe();
    unsubscribe = subscribe(`/purchases/${encodeURIComponent(id)}/events`, { types: EVENT_TYPES, onEvent, hasEnded });
  }

  refresh().then(() => isStopped || state.problem?.status === 404 || start());
  return {
    stop: () => {
      isStopped = true;
      unsubscribe();
    },
    restart: () => {
      state.events.length = 0;
      refresh();
      start();
    },
  };
}
