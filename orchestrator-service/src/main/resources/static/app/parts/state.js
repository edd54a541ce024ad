// What a purchase is doing, honestly: "retrying undo of cd, next attempt in 12 s".

import { fill, h, say } from '../core/dom.js';
import { t } from '../core/language.js';
import { now } from '../core/live.js';
import { duration } from '../core/format.js';
import { icon, signOf } from './icon.js';
import { whyUndone } from '../story/cause.js';

export const pill = status =>
  h('span', { class: `pill is-${status.toLowerCase()}` }, icon(signOf(status)), t(`status.${status}`));

export const attentionPill = () => h('span', { class: 'pill is-alarm' }, icon('alarm'), t('status.attention'));

export const pills = purchase => [pill(purchase.status), purchase.needsAttention ? attentionPill() : null];

/** The step whose turn it is, and by which call. */
function turn(purchase) {
  const isUndo = purchase.status === 'UNDOING';
  const step = purchase.steps.find(one => one.status === (isUndo ? 'UNDOING' : 'RUNNING'));
  return step && { step, verb: isUndo ? 'undo' : 'do', failed: isUndo ? step.undoAttempts : step.attempts };
}

/** One line; what counts down in it is right at the moment of the call. */
export function sentence(purchase) {
  if (purchase.status === 'UNDONE') {
    return whyUndone(purchase.reason);
  }
  if (purchase.status === 'RESOLVED') {
    return t('state.resolved', { reason: purchase.reason ?? '' });
  }
  const at = turn(purchase);
  if (purchase.status === 'COMPLETED' || !at) {
    return purchase.steps.length ? t(`state.${purchase.status}`) : t('state.unreadable');
  }
  const values = { step: at.step.name, attempt: at.failed + 1 };
  if (!at.failed) {
    return t(`state.${at.verb}`, values);
  }
  const left = at.step.retryAt ? Date.parse(at.step.retryAt) - now() : 0;
  return left > 0
    ? t(`state.${at.verb}Waits`, { ...values, time: duration(Math.ceil(left / 1000) * 1000) })
    : t(`state.${at.verb}Again`, values);
}

export const countsDown = purchase => turn(purchase)?.step.retryAt != null;

export function stateLine(purchase) {
  const text = h('span', { class: 'state-text' }, sentence(purchase));
  const line = h('span', { class: 'state' }, h('span', { class: 'pills' }, pills(purchase)), text);
  return { element: line, tick: () => say(text, sentence(purchase)), purchase };
}

/** How long it took, or has taken by now. */
export const age = purchase =>
  duration((purchase.finishedAt ? Date.parse(purchase.finishedAt) : now()) - Date.parse(purchase.createdAt));

export const problemBox = (problem, ...more) =>
  h('div', { class: 'problem', role: 'alert' }, icon('alarm'),
    h('p', {}, problem.status === 0 ? t('problem.silent') : problem.message ?? String(problem)), more);

export const empty = (...what) => fill(h('p', { class: 'empty' }), ...what);
