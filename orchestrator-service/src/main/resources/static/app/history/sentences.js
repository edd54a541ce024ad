// A history as sentences: each call and each decision, with its reason.

import { conjunction, duration, t, time } from '../core/i18n.js';
import { describeCause, describeRefusal, describeUndoReason } from './causes.js';

/** Sentences `{at, tone, text}`. Consecutive events of the same kind share one. */
export const sentences = events => grouped(events).map(group => sentence(group, events));

function grouped(events) {
  const groups = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last && belongsTo(last[0], event)) {
      last.push(event);
    } else {
      groups.push([event]);
    }
  }
  return groups;
}

function belongsTo(first, event) {
  const isSameStep = () => event.step === first.step && describeCause(event.detail) === describeCause(first.detail);
  const isFirstAttempt = () => event.attempt === 1 && first.attempt === 1 && event.detail === first.detail;
  return event.type === first.type
    && ((/_UNKNOWN$/.test(event.type) && isSameStep()) || (/_DONE$/.test(event.type) && isFirstAttempt()));
}

/** The tone and the text of each event type. */
const DESCRIPTIONS = {
  ACCEPTED: ['quiet', () => t('event.accepted')],
  ADOPTED: ['quiet', () => t('event.adopted')],
  DO_DONE: ['done', values => t(values.attempt > 1 ? 'event.doneAtAttempt' : 'event.done', values)],
  DO_UNKNOWN: ['alarm', (_, group, events) => unknownOutcome(group, events)],
  DO_REFUSED: ['alarm', values => t('event.refused', values)],
  CANCEL_ASKED: ['undoing', values => t('event.cancelRequested', values)],
  PIVOTING: ['running', values => t('event.pivoting', values)],
  UNDOING: ['undoing', ({ reason }) => undoDecision(reason)],
  UNDO_DONE: ['undone', undone],
  UNDO_UNKNOWN: ['alarm', (_, group, events) => failedUndo(group, events)],
  NEEDS_ATTENTION: ['alarm', () => t('event.attention')],
  RUN_NOW: ['running', values => t('event.runNow', values)],
  COMPLETED: ['done', (_, [event], events) => t('event.completed', { time: between(events[0], event) })],
  UNDONE: ['undone', (_, [event], events) => t('event.undone', { time: between(undoStart(events), event) })],
  RESOLVED: ['quiet', values => t('event.resolved', values)],
};

function sentence(group, events) {
  const { type, step, attempt, detail, reason } = group.at(-1);
  const steps = conjunction(group.map(one => one.step ?? ''));
  const values = { step, steps, attempt, reason: detail ?? '', why: describeRefusal(reason, detail), n: group.length };
  const [tone, describe] = DESCRIPTIONS[type] ?? ['quiet', () => `${type} ${detail ?? ''}`];
  return { at: group[0].at, tone, text: describe(values, group, events) };
}

const between = (first, last) => duration(Date.parse(last.at) - Date.parse(first.at));

const undoStart = events => events.findLast(event => event.type === 'UNDOING') ?? events[0];

const undoDecision = reason =>
  t(/^the deadline/.test(reason) ? 'event.undoingLate' : 'event.undoing', { why: describeUndoReason(reason) });

/** "cd did not answer within 2 s, 3 times", and the consequence. */
function unknownOutcome(group, events) {
  const next = events[events.indexOf(group.at(-1)) + 1];
  return next?.type === 'UNDOING'
    ? t('event.failedFinally', { failure: failure(group, 'event.failed') })
    : `${failure(group, 'event.failed')}. ${retry(group, events, 'event.retry')}`;
}

const failedUndo = (group, events) =>
  `${failure(group, 'event.undoFailed')}. ${retry(group, events, 'event.undoRetry')}`;

const failure = (group, key) => t(key, { step: group[0].step, cause: describeCause(group[0].detail), n: group.length });

function retry(group, events, key) {
  const { retryAt } = group.at(-1);
  const isPending = events.at(-1) === group.at(-1) && retryAt;
  return isPending ? t(`${key}At`, { time: time(retryAt) }) : t(key);
}

function undone(values) {
  const text = t(values.reason === 'NONE' ? 'event.nothingToUndo' : 'event.undoDone', values);
  return values.attempt > 1 ? `${text} ${t('event.atAttempt', values)}` : text;
}
