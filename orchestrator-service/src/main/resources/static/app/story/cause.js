// Why a call failed, in plain language. The engine's own words are shown where there is no better way to say it.

import { has, t } from '../core/language.js';
import { duration } from '../core/format.js';

const PATTERNS = [
  [/^no answer within (\d+) ms/, found => t('cause.silent', { time: duration(Number(found[1])) })],
  [/^HTTP \d+, but no receipt/, () => t('cause.garbage')],
  [/^HTTP (\d+), not followed/, found => t('cause.redirect', { code: found[1] })],
  [/^HTTP (\d+): Failed by a fault on purpose/, found => t('cause.fault', { code: found[1] })],
  [/^HTTP (\d+)/, found => t('cause.http', { code: found[1] })],
  [/refused|unreachable|UnknownHost|not known/i, () => t('cause.unreachable')],
  [/not called: too many/, () => t('cause.busy')],
  [/reset|closed|failed to respond|premature|end of (file|stream)|broken pipe/i, () => t('cause.cut')],
];

/** How an unknown outcome came about: "did not answer within 2 s". */
export function cause(detail) {
  const [pattern, words] = PATTERNS.find(([candidate]) => candidate.test(detail ?? '')) ?? [];
  return pattern ? words(pattern.exec(detail)) : t('cause.other', { detail: detail ?? '?' });
}

/** A refusal, by its reason. */
export function refusal(reason, detail) {
  return has(`refusal.${reason}`) ? t(`refusal.${reason}`) : detail ?? reason ?? '?';
}

/** Of the words that the engine gives for unwinding. */
export function whyUndone(reason) {
  const text = reason ?? '';
  const failed = /^(.+?) failed, its outcome is unknown after (\d+) attempts: (.*)$/s.exec(text);
  if (failed) {
    return t('why.unknown', { step: failed[1], cause: cause(failed[3]), n: Number(failed[2]) });
  }
  const refused = /^(\S+) refused: (?:([A-Z][A-Z0-9_]+): )?(.*)$/s.exec(text);
  if (refused) {
    return t('why.refused', { step: refused[1], why: refusal(refused[2], refused[3]) });
  }
  const late = /^the deadline of (\d+) s has passed before (\S+)/.exec(text);
  if (late) {
    return t('why.deadline', { s: late[1], step: late[2] });
  }
  const cancelled = /^cancelled: (.*)$/s.exec(text);
  return cancelled ? t('why.cancelled', { reason: cancelled[1] }) : text;
}
