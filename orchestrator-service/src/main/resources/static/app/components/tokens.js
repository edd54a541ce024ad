// Tokens on the tasks of the diagram: the number of purchases at a step, or the state of one purchase.

import { s } from '../core/dom.js';
import { number, t } from '../core/i18n.js';

const STATES = ['pending', 'running', 'done', 'refused', 'unknown', 'undoing', 'undone'];

const SIGNS = { running: '▶', done: '✓', refused: '✕', unknown: '?', undoing: '↶', undone: '↶' };

function setState(graphics, state) {
  graphics.classList.remove(...STATES.map(one => `is-${one}`));
  graphics.classList.add(`is-${state}`);
}

/** The token of a kind on a task, in its upper left or upper right corner. */
function token(graphics, shape, kind, isLeft) {
  const existing = graphics.querySelector(`.token-${kind}`);
  if (existing) {
    return existing;
  }
  const transform = `translate(${isLeft ? 6 : shape.width - 6} 0)`;
  const made = s('g', { class: `token token-${kind}`, transform },
    s('title'), s('rect', { y: -12, height: 24, rx: 12 }), s('text', { 'text-anchor': 'middle', y: 5 }));
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

/** Writes the name of the service on a task with another name. */
export function drawService(graphics, shape, name) {
  if (shape.businessObject.name !== name) {
    graphics.append(s('text', { class: 'service-name', x: 9, y: shape.height - 9 }, name));
  }
}

export function drawCounts(graphics, shape, { doing, undoing }) {
  setState(graphics, undoing ? 'undoing' : doing ? 'running' : 'pending');
  const text = (sign, n) => (n ? `${sign} ${number(n)}` : '');
  write(token(graphics, shape, 'doing', true), text('▶', doing), t('flow.doing', { n: doing }));
  write(token(graphics, shape, 'undoing', false), text('↶', undoing), t('flow.undoing', { n: undoing }));
}

export function drawState(graphics, shape, status) {
  const state = status.toLowerCase();
  setState(graphics, state);
  write(token(graphics, shape, 'state', false), SIGNS[state] ?? '', t(`step.${status}`));
}
