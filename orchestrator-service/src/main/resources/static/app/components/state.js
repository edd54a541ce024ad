// The state of a purchase as a line: "retrying undo of cd, attempt 4 in 12 s".

import { h, setText } from '../core/dom.js';
import { duration, t } from '../core/i18n.js';
import { now } from '../core/live.js';
import { describeUndoReason } from '../history/causes.js';
import { icon, iconOf } from './elements.js';

const statusPills = ({ status, needsAttention }) => [
  h('span', { class: `pill is-${status.toLowerCase()}` }, iconOf(status), t(`status.${status}`)),
  needsAttention && h('span', { class: 'pill is-alarm' }, icon('alarm'), t('status.attention')),
];

/** The active step of a purchase: `{step, verb, failures}`. */
function activeCall(purchase) {
  const isUndo = purchase.status === 'UNDOING';
  const step = purchase.steps.find(one => one.status === (isUndo ? 'UNDOING' : 'RUNNING'));
  return step && { step, verb: isUndo ? 'undo' : 'do', failures: isUndo ? step.undoAttempts : step.attempts };
}

function describeState(purchase) {
  if (purchase.status === 'UNDONE') {
    return describeUndoReason(purchase.reason);
  }
  if (purchase.status === 'RESOLVED') {
    return t('state.resolved', { reason: purchase.reason ?? '' });
  }
  const active = activeCall(purchase);
  if (purchase.status === 'COMPLETED' || !active) {
    return purchase.steps.length ? t(`state.${purchase.status}`) : t('state.unknownFlow');
  }
  const { step, verb, failures } = active;
  const values = { step: step.name, attempt: failures + 1 };
  if (!failures) {
    return t(`state.${verb}`, values);
  }
  const pause = step.retryAt ? Date.parse(step.retryAt) - now() : 0;
  return pause > 0
    ? t(`state.${verb}Pause`, { ...values, time: duration(Math.ceil(pause / 1000) * 1000) })
    : t(`state.${verb}Retry`, values);
}

/** The line as an element, with a function that updates its countdown. */
export function stateLine(purchase) {
  const text = h('span', { class: 'state-text' }, describeState(purchase));
  const element = h('span', { class: 'state' }, h('span', { class: 'pills' }, statusPills(purchase)), text);
  const hasCountdown = activeCall(purchase)?.step.retryAt != null;
  return { element, tick: () => hasCountdown && setText(text, describeState(purchase)), purchase };
}

/** The duration of a purchase, up to now if it has not ended. */
export const age = purchase =>
  duration((purchase.finishedAt ? Date.parse(purchase.finishedAt) : now()) - Date.parse(purchase.createdAt));
