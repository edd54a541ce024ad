// A history as sentences: what happened, and why the engine did what it did next.

import { and, t } from '../core/language.js';
import { duration, time } from '../core/format.js';
import { cause, refusal, whyUndone } from './cause.js';

/** Sentences as `{at, tone, text}`; what says the same of several calls in a row becomes one. */
export function tell(events) {
  return group(events).map(calls => ({ at: calls[0].at, ...sentence(calls, events) }));
}

function group(events) {
  const groups = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last && belongs(event, last[0])) {
      last.push(event);
    } else {
      groups.push([event]);
    }
  }
  return groups;
}

function belongs(event, first) {
  if (event.type !== first.type) {
    return false;
  }
  switch (event.type) {
    case 'DO_DONE':
    case 'UNDO_DONE':
      return event.attempt === 1 && first.attempt === 1 && event.detail === first.detail;
    case 'DO_UNKNOWN':
    case 'UNDO_UNKNOWN':
      return event.step === first.step && cause(event.detail) === cause(first.detail);
    default:
      return false;
  }
}

function sentence(calls, events) {
  const event = calls.at(-1);
  const values = { step: event.step, steps: and(calls.map(call => call.step ?? '')), attempt: event.attempt, reason: event.detail ?? '' };
  switch (event.type) {
    case 'ACCEPTED':
      return { tone: 'quiet', text: t('tell.accepted') };
    case 'ADOPTED':
      return { tone: 'quiet', text: t('tell.adopted') };
    case 'DO_DONE':
      return { tone: 'done', text: t(event.attempt > 1 ? 'tell.doneAtLast' : 'tell.done', { ...values, n: calls.length }) };
    case 'DO_UNKNOWN':
      return { tone: 'alarm', text: unknown(calls, event, events) };
    case 'DO_REFUSED':
      return { tone: 'alarm', text: t('tell.refused', { ...values, why: refusal(event.reason, event.detail) }) };
    case 'CANCEL_ASKED':
      return { tone: 'undoing', text: t('tell.cancelAsked', values) };
    case 'UNDOING':
      return { tone: 'undoing', text: t(/^the deadline/.test(event.detail) ? 'tell.undoingLate' : 'tell.undoing', { why: whyUndone(event.detail) }) };
    case 'UNDO_DONE':
      return { tone: 'undone', text: undone(calls, event, values) };
    case 'UNDO_UNKNOWN':
      return { tone: 'alarm', text: `${failed(calls, 'tell.undoFailed')} ${again(event, events, 'tell.undoAgain')}` };
    case 'NEEDS_ATTENTION':
      return { tone: 'alarm', text: t('tell.attention') };
    case 'RUN_NOW':
      return { tone: 'running', text: t('tell.runNow', values) };
    case 'COMPLETED':
      return { tone: 'done', text: t('tell.completed', { time: since(events[0], event) }) };
    case 'UNDONE':
      return { tone: 'undone', text: t('tell.undone', { time: since(events.findLast(one => one.type === 'UNDOING') ?? events[0], event) }) };
    case 'RESOLVED':
      return { tone: 'quiet', text: t('tell.resolved', values) };
    default:
      return { tone: 'quiet', text: `${event.type} ${event.detail ?? ''}` };
  }
}

const since = (first, event) => duration(Date.parse(event.at) - Date.parse(first.at));

/** "cd did not answer within 2 s, 3 times": and what followed from that. */
function unknown(calls, event, events) {
  const followed = events[events.indexOf(event) + 1];
  return followed?.type === 'UNDOING'
    ? t('tell.failedForGood', { what: failed(calls, 'tell.failed', '') })
    : `${failed(calls, 'tell.failed')} ${again(event, events, 'tell.again')}`;
}

function failed(calls, key, stop = '.') {
  const [first] = calls;
  return t(key, { step: first.step, cause: cause(first.detail), n: calls.length }) + stop;
}

function again(event, events, key) {
  const isLast = events.at(-1) === event;
  return isLast && event.retryAt ? t(`${key}At`, { time: time(event.retryAt) }) : t(key);
}

function undone(calls, event, values) {
  const key = event.detail === 'NONE' ? 'tell.nothingToUndo' : 'tell.undoDone';
  const after = event.attempt > 1 ? ` ${t('tell.atAttempt', values)}` : '';
  return t(key, { ...values, n: calls.length }) + after;
}
