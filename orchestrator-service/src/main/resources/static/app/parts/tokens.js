// What is drawn on a task of the diagram: how many purchases are there now, doing and undoing, or one purchase's state.

import { s } from '../core/dom.js';
import { t } from '../core/language.js';
import { number } from '../core/format.js';

const STATES = ['pending', 'running', 'done', 'refused', 'unknown', 'undoing', 'undone'];

const SIGNS = { running: '▶', done: '✓', refused: '✕', unknown: '?', undoing: '↶', undone: '↶' };

export function setState(graphics, state) {
  graphics.classList.remove(...STATES.map(one => `is-${one}`));
  graphics.classList.add(`is-${state}`);
}

/** One sign of a task: `side` -1 is its upper left corner, 1 the right. */
function sign(graphics, shape, kind, side) {
  const old = graphics.querySelector(`.token-${kind}`);
  if (old) {
    return old;
  }
  const text = s('text', { 'text-anchor': 'middle', y: 5 });
  const made = s('g', { class: `token token-${kind}`, transform: `translate(${side < 0 ? 6 : shape.width - 6} 0)` },
    s('title'), s('rect', { y: -12, height: 24, rx: 12 }), text);
  graphics.append(made);
  return made;
}

function write(element, text, title) {
  const width = Math.max(24, 12 + 9 * text.length);
  const rect = element.querySelector('rect');
  rect.setAttribute('width', width);
  rect.setAttribute('x', -width / 2);
  element.querySelector('text').textContent = text;
  element.querySelector('title').textContent = title;
  element.classList.toggle('is-shown', text !== '');
}

/** Which service a task calls, where the task itself is called otherwise. */
export function sayService(graphics, shape, name) {
  if (shape.businessObject.name !== name) {
    graphics.append(s('text', { class: 'service-name', x: 9, y: shape.height - 9 }, name));
  }
}

export function drawCounts(graphics, shape, { doing, undoing }) {
  setState(graphics, undoing ? 'undoing' : doing ? 'running' : 'pending');
  write(sign(graphics, shape, 'doing', -1), doing ? `▶ ${number(doing)}` : '', t('flow.doing', { n: doing }));
  write(sign(graphics, shape, 'undoing', 1), undoing ? `↶ ${number(undoing)}` : '', t('flow.undoing', { n: undoing }));
}

export function drawState(graphics, shape, status) {
  const state = status.toLowerCase();
  setState(graphics, state);
  write(sign(graphics, shape, 'state', 1), SIGNS[state] ?? '', t(`step.${status}`));
}
