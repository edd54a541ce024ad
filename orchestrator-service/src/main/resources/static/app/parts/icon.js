// Signs that go with a word, never instead of it: hidden from screen readers.

import { s } from '../core/dom.js';

const PATHS = {
  done: 'M4 10.5l4 4 8-9',
  running: 'M6 4l10 6-10 6z',
  undo: 'M8 4L4 8l4 4M4 8h7a5 5 0 010 10H8',
  alarm: 'M10 3v8M10 15.5v.5',
  pending: 'M10 4a6 6 0 100 12 6 6 0 000-12z',
  stop: 'M5 5h10v10H5z',
  refused: 'M5 5l10 10M15 5L5 15',
  unknown: 'M7 7.5a3 3 0 113.8 2.9c-.6.2-.8.7-.8 1.6M10 15.5v.5',
  wait: 'M10 5v5l3 2M10 3a7 7 0 100 14 7 7 0 000-14z',
  sun: 'M10 6.5a3.5 3.5 0 100 7 3.5 3.5 0 000-7zM10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6L16 16M4 16l1.4-1.4M14.6 5.4L16 4',
  moon: 'M16.5 12A7 7 0 018 3.5a7 7 0 108.5 8.5z',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  fit: 'M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4',
  next: 'M7 4l6 6-6 6',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  shield: 'M10 2l6.5 2.5V10c0 4-3 6.8-6.5 8-3.5-1.2-6.5-4-6.5-8V4.5zM7 10l2.2 2.2L13.2 8',
};

export const icon = name =>
  s('svg', { class: 'icon', viewBox: '0 0 20 20', 'aria-hidden': 'true' }, s('path', { d: PATHS[name] }));

/** The sign of a purchase's or a step's status. */
export const signOf = status =>
  ({
    COMPLETED: 'done', DONE: 'done', RUNNING: 'running', UNDOING: 'undo', UNDONE: 'undo', RESOLVED: 'stop',
    REFUSED: 'refused', UNKNOWN: 'unknown', PENDING: 'pending',
  })[status] ?? 'pending';
