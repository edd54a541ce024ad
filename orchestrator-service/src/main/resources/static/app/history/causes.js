// Causes of failures in the page's language, from the English texts of the engine. An unknown text is shown as it is.

import { duration, t } from '../core/i18n.js';

const PATTERNS = [
  [/^no answer within (\d+) ms/, ms => t('cause.noAnswer', { time: duration(Number(ms)) })],
  [/^HTTP \d+, but no receipt/, () => t('cause.noReceipt')],
  [/^HTTP (\d+).* not followed/, code => t('cause.redirect', { code })],
  [/^HTTP (\d+): Failed by an? (fault on purpose|injected fault)/, code => t('cause.injected', { code })],
  [/^HTTP (\d+)/, code => t('cause.http', { code })],
  [/refused|unreachable|UnknownHost|not known/i, () => t('cause.unreachable')],
  [/not called: too many/, () => t('cause.busy')],
  [/reset|closed|failed to respond|premature|end of (file|stream)|broken pipe/i, () => t('cause.disconnected')],
];

/** The cause of an unknown outcome as a predicate: "did not answer within 2 s". */
export function describeCause(detail) {
  const [pattern, describe] = PATTERNS.find(([candidate]) => candidate.test(detail ?? '')) ?? [];
  return pattern ? describe(pattern.exec(detail)[1]) : t('cause.other', { detail: detail ?? '?' });
}

export const describeRefusal = (reason, detail) => t(`refusal.${reason}`, {}, detail ?? reason ?? '?');

/** Why a purchase is undone. */
export function describeUndoReason(reason) {
  const text = reason ?? '';
  const failed = /^(.+?) failed, its outcome is unknown after (\d+) attempts: (.*)$/s.exec(text);
  if (failed) {
    return t('why.unknown', { step: failed[1], cause: describeCause(failed[3]), n: Number(failed[2]) });
  }
  const refused = /^(\S+) refused: (?:([A-Z][A-Z0-9_]+): )?(.*)$/s.exec(text);
  if (refused) {
    return t('why.refused', { step: refused[1], why: describeRefusal(refused[2], refused[3]) });
  }
  const late = /^the deadline of (\d+) s has passed before (\S+)/.exec(text);
  if (late) {
    return t('why.deadline', { s: late[1], step: late[2] });
  }
  const cancelled = /^cancelled: (.*)$/s.exec(text);
  return cancelled ? t('why.cancelled', { reason: cancelled[1] }) : text;
}
