// The language: the browser's, until somebody chooses; the choice is remembered.

import { remember, remembered } from './memory.js';

export const LANGUAGES = { en: 'English', 'pt-BR': 'Português' };

const wanted = remembered('language') ?? navigator.languages?.find(l => /^(en|pt)\b/i.test(l)) ?? navigator.language ?? 'en';

export const language = /^pt/i.test(wanted) ? 'pt-BR' : 'en';

const { words } = await import(`../text/${language}.js`);
const numbers = new Intl.NumberFormat(language);
const lists = new Intl.ListFormat(language, { type: 'conjunction' });

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
