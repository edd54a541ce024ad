// The language: the browser's, until somebody chooses; the choice is remembered.

import { remember, remembered } from './memory.js';

export const LANGUAGES = { en: 'English', 'pt-BR': 'Português' };

const wanted = remembered('language') ?? navigator.languages.find(l => /^(en|pt)\b/i.test(l)) ?? 'en';

export const language = /^pt/i.test(wanted) ? 'pt-BR' : 'en';

/** How numbers, dates and lists are written: as where the browser's owner lives, if that is this language. */
export const locale = navigator.languages.find(l => l.slice(0, 2).toLowerCase() === language.slice(0, 2)) ?? language;

const { words } = await import(`../text/${language}.js`);
const numbers = new Intl.NumberFormat(locale);
const lists = new Intl.ListFormat(locale, { type: 'conjunction' });

document.documentElement.lang = language;

/** The text for a key. `{name}` takes a value; with a value `n` the key may have the forms `.one` and `.other`. */
export function t(key, values = {}) {
  const text = words[`${key}.${Number(values.n) === 1 ? 'one' : 'other'}`] ?? words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? show(values[name]) : whole));
}

/** The text for a key if there is one. */
export const has = key => key in words;

export const and = items => lists.format(items);

const show = value => (typeof value === 'number' ? numbers.format(value) : String(value));

/** The page is drawn anew in it. */
export function speak(other) {
  remember('language', other);
  location.reload();
}
