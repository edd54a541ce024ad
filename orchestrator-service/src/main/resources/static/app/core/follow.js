// One purchase, followed: its events as they come, and its state after them.

import * as api from './api.js';
import { atMostEvery, onceAFrame } from './dom.js';
import { listen } from './stream.js';

export const EVENTS = [
  'ACCEPTED', 'ADOPTED', 'DO_DONE', 'DO_REFUSED', 'DO_UNKNOWN', 'CANCEL_ASKED', 'UNDOING', 'UNDO_DONE', 'UNDO_UNKNOWN',
  'NEEDS_ATTENTION', 'RUN_NOW', 'COMPLETED', 'UNDONE', 'RESOLVED',
];

const FINAL = new Set(['COMPLETED', 'UNDONE', 'RESOLVED']);

/** An undo is tried for ever: of a purchase that is stuck for days the newest are kept. */
const MOST_EVENTS = 1_000;

export const isFinal = purchase => FINAL.has(purchase?.status);

/**
 * Calls back with `{purchase, events, connection, problem}` after each change, once a frame at the most.
 *
 * @returns how to stop, and how to look again after something was asked of it
 */
export function follow(id, changed) {
  const seen = { purchase: null, events: [], connection: 'connecting', problem: null };
  const tell = onceAFrame(() => changed(seen));
  let stopped = false;
  let stop = () => {};

  const lookSoon = atMostEvery(120, look);

  async function look() {
    try {
      seen.purchase = await api.purchase(id);
      seen.problem = null;
    } catch (problem) {
      seen.problem = problem;
    }
    if (!stopped) {
      tell();
    }
  }

  function heard(event) {
    if (event.seq > (seen.events.at(-1)?.seq ?? 0)) {
      seen.events.push(event);
      seen.events.splice(1, Math.max(0, seen.events.length - MOST_EVENTS));
      tell();
      lookSoon();
    }
  }

  const isOver = () => FINAL.has(seen.events.at(-1)?.type);

  function begin() {
    stop();
    stop = listen(`/purchases/${encodeURIComponent(id)}/events`, {
      types: EVENTS,
      heard,
      isOver,
      state: connection => {
        seen.connection = connection;
        tell();
      },
    });
  }

  look().then(() => stopped || seen.problem?.status === 404 || begin());
  return {
    stop: () => {
      stopped = true;
      stop();
    },
    again: () => {
      seen.events.length = 0;
      look();
      begin();
    },
  };
}
