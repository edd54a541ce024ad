// Plays a purchase's history on its drawing slowly enough to be seen: in truth it takes a few milliseconds.

import { pictures } from '../story/fold.js';

const PACE_MS = 420;

/** Behind by more than this, it catches up: a stuck purchase has hundreds of attempts. */
const MOST_BEHIND = 60;

/** @param show draws one picture */
export function player(names, show, pace = PACE_MS) {
  let all = [];
  let next = 0;
  let timer = null;

  function step() {
    timer = null;
    if (next >= all.length) {
      return;
    }
    next = Math.max(next, all.length - MOST_BEHIND);
    show(all[next]);
    next += 1;
    timer = setTimeout(step, pace);
  }

  return {
    /** The history so far; what is new is played after what is still to be shown. */
    feed(events) {
      all = pictures(events, names);
      if (!timer) {
        step();
      }
    },
    /** The history so far, to be played only when that is asked for. */
    hold(events) {
      all = pictures(events, names);
    },
    again() {
      next = 0;
      clearTimeout(timer);
      step();
    },
    close: () => clearTimeout(timer),
  };
}
