// Texts, numbers, money and time in the language of the page: the browser's until the user chooses.

import { readSetting, writeSetting } from './storage.js';

export const LANGUAGES = { en: 'English', 'pt-BR': 'Português' };

const preferred = readSetting('language') ?? navigator.languages.find(l => /^(en|pt)\b/i.test(l)) ?? 'en';

export const language = /^pt/i.test(preferred) ? 'pt-BR' : 'en';

/** The browser's regional variant of the language, if it has one. */
const locale = navigator.languages.find(l => l.slice(0, 2).toLowerCase() === language.slice(0, 2)) ?? language;

const { texts } = await import(`../text/${language}.js`);
const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
const numbers = new Intl.NumberFormat(locale);
const decimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });

document.documentElement.lang = language;

/** Reloads the page in another language. */
export function setLanguage(code) {
  writeSetting('language', code);
  location.reload();
}

/**
 * The text of a key. `{name}` is replaced by a value. With a value `n` the key may have the forms `.one` and `.other`.
 *
 * @param fallback the text of a key that is missing, for names that come from the API
 */
export function t(key, values = {}, fallback = key) {
  const text = texts[`${key}.${Number(values.n) === 1 ? 'one' : 'other'}`] ?? texts[key] ?? fallback;
  return text.replace(/\{(\w+)\}/g, (match, name) => (name in values ? format(values[name]) : match));
}

const format = value => (typeof value === 'number' ? numbers.format(value) : String(value));

export const conjunction = items => lists.format(items);

export const number = n => numbers.format(n ?? 0);

export const decimal = n => decimals.format(n ?? 0);

/** @param amount in minor units */
export function money({ amount, currency }) {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

/** The time, with the date unless it is today. */
export function time(instant) {
  const date = new Date(instant);
  return date.toDateString() === new Date().toDateString() ? clock.format(date) : day.format(date);
}

export const dateTime = instant => day.format(new Date(instant));

/** A duration, rounded for display. */
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

/** The end of a UUIDv7, which differs between ids; its beginning is the time. */
export const shortId = id => (id.length > 14 ? `…${id.slice(-12)}` : id);
