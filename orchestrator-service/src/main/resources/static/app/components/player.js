// Replays the history of a purchase in slow motion: the calls themselves take milliseconds.

import { snapshots } from '../history/snapshots.js';

const INTERVAL_MS = 420;

/** A replay that is further behind skips snapshots: a stuck purchase has hundreds of attempts. */
const MAX_BEHIND = 60;

/** @param show draws a snapshot */
export function player(names, show) {
  let all = [];
  let next = 0;
  let timer = null;

  function step() {
    timer = null;
    if (next >= all.length) {
      return;
    }
    next = Math.max(next, all.length - MAX_BEHIND);
    show(all[next]);
    next += 1;
    timer = setTimeout(step, INTERVAL_MS);
  }

  function load(events) {
    all = snapshots(events, names);
  }

  return {
    /** Sets the events for a later replay. */
    load,
    /** Sets the events, and continues the replay with the new ones. */
    play(events) {
      load(events);
      if (!timer) {
        step();
      }
    },
    restart() {
      next = 0;
      clearTimeout(timer);
      step();
    },
    close: () => clearTimeout(timer),
  };
}
