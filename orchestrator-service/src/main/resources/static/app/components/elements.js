// Elements that several screens share.

import { fill, h, s } from '../core/dom.js';
import { t } from '../core/i18n.js';

const PATHS = {
  done: 'M4 10.5l4 4 8-9',
  running: 'M6 4l10 6-10 6z',
  undo: 'M8 4L4 8l4 4M4 8h7a5 5 0 010 10H8',
  alarm: 'M10 3v8M10 15.5v.5',
  pending: 'M10 4a6 6 0 100 12 6 6 0 000-12z',
  stop: 'M5 5h10v10H5z',
  refused: 'M5 5l10 10M15 5L5 15',
  unknown: 'M7 7.5a3 3 0 113.8 2.9c-.6.2-.8.7-.8 1.6M10 15.5v.5',
  sun: `M10 6.5a3.5 3.5 0 100 7 3.5 3.5 0 000-7zM10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6L16 16
    M4 16l1.4-1.4M14.6 5.4L16 4`,
  moon: 'M16.5 12A7 7 0 018 3.5a7 7 0 108.5 8.5z',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  fit: 'M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  shield: 'M10 2l6.5 2.5V10c0 4-3 6.8-6.5 8-3.5-1.2-6.5-4-6.5-8V4.5zM7 10l2.2 2.2L13.2 8',
};

/** An icon beside a text, hidden from screen readers. */
export const icon = name =>
  s('svg', { class: 'icon', viewBox: '0 0 20 20', 'aria-hidden': 'true' }, s('path', { d: PATHS[name] }));

/** The icon of a status of a purchase or of a step. */
export const iconOf = status => icon(
  {
    COMPLETED: 'done', DONE: 'done', RUNNING: 'running', UNDOING: 'undo', UNDONE: 'undo', RESOLVED: 'stop',
    REFUSED: 'refused', UNKNOWN: 'unknown',
  }[status] ?? 'pending');

export const heading = (...content) => h('h1', { tabindex: '-1' }, content);

export const card = (id, title, ...content) =>
  h('section', { class: 'card', 'aria-labelledby': id }, h('h2', { id }, title), content);

/** A card with elements beside its title. */
export const cardWith = (id, title, beside, ...content) =>
  h('section', { class: 'card', 'aria-labelledby': id }, between(h('h2', { id }, title), beside), content);

/** A row with its elements at both ends. */
export const between = (...content) => h('div', { class: 'row between' }, content);

export const hint = (...content) => h('p', { class: 'hint' }, content);

/** A container for messages, which screen readers announce. */
export const messageArea = () => h('div', { 'aria-live': 'polite' });

export const button = (label, onclick, props = {}) => h('button', { type: 'button', onclick, ...props }, label);

export const smallButton = (label, onclick, props = {}) => button(label, onclick, { class: 'small', ...props });

export const field = (input, label, description = null) =>
  h('p', { class: 'field' }, h('label', { for: input.id }, label), input,
    description && h('span', { class: 'hint' }, description));

/** @param rows pairs of a term and its value */
export const facts = rows =>
  h('dl', { class: 'facts' }, rows.map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value))));

/** @param props further attributes of the table */
export const table = (columns, body, props = {}) =>
  h('table', props, h('thead', {}, h('tr', {}, columns.map(name => h('th', { scope: 'col' }, name)))), body);

export const scrollable = (label, content) =>
  h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': label }, content);

/** A boxed list of at most 10 items. */
export const preview = items => h('ul', { class: 'preview' }, items.slice(0, 10).map(item => h('li', {}, item)));

export const form = (submit, ...content) => h('form', { onsubmit: event => {
  event.preventDefault();
  submit();
} }, content);

/** Does the work; a problem is shown in the message area. */
export const attempt = (message, work) => work().catch(problem => fill(message, problemBox(problem)));

export const problemBox = (problem, ...more) =>
  h('div', { class: 'problem', role: 'alert' }, icon('alarm'),
    h('p', {}, problem.status === 0 ? t('problem.noReply') : problem.message ?? String(problem)), more);
