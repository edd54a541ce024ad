// Numbers, money and time, in the page's language.

import { locale, t } from './language.js';

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const numbers = new Intl.NumberFormat(locale);
const decimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

export const number = n => numbers.format(n ?? 0);

export const decimal = n => decimals.format(n ?? 0);

export function money({ amount, currency }) {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

/** The time, and the day too if it isn't today. */
export function time(instant) {
  const date = new Date(instant);
  return date.toDateString() === new Date().toDateString() ? clock.format(date) : day.format(date);
}

export const dateTime = instant => day.format(new Date(instant));

/** A length of time, as precise as a person needs it. */
export function duration(ms) {
  if (ms < 1000) {
    return t('time.ms', { ms: Math.max(0, Math.round(ms)) });
  }
  if (ms < 60_000) {
    return t('time.s', { s: decimal(ms / 1000) });
  }
  const minutes = Math.floor(ms / 60_000);
  return minutes < 60
    ? t('time.min', { min: minutes, s: Math.floor((ms % 60_000) / 1000) })
    : t('time.h', { h: Math.floor(minutes / 60), min: minutes % 60 });
}

/** Of a UUIDv7 the end tells one from another: its beginning is the time. */
export const shortId = id => (id.length > 14 ? `…${id.slice(-12)}` : id);
