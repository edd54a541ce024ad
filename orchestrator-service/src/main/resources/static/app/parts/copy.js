// The same by curl, to copy.

import { h, say } from '../core/dom.js';
import { t } from '../core/language.js';
import { icon } from './icon.js';

export function curl() {
  const text = h('code');
  const told = h('span', { role: 'status', class: 'hint' });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      say(told, t('copy.done'));
    } catch {
      getSelection().selectAllChildren(text);
      say(told, t('copy.selected'));
    }
  };
  return {
    element: h('div', { class: 'curl' }, h('pre', {}, text),
      h('p', { class: 'row' }, h('button', { class: 'small', type: 'button', onclick: copy }, icon('copy'), t('copy')), told)),
    set: command => {
      say(text, command);
      say(told, '');
    },
  };
}

/** In single quotes nothing means anything to a shell, but a single quote. */
export const quoted = text => `'${text.replaceAll("'", String.raw`'\''`)}'`;
