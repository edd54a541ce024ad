// A curl command with a button to copy it.

import { h, setText } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { icon, smallButton } from './elements.js';

export function curl() {
  const text = h('code');
  const message = h('span', { role: 'status', class: 'hint' });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      setText(message, t('copy.done'));
    } catch {
      getSelection().selectAllChildren(text);
      setText(message, t('copy.selected'));
    }
  };
  return {
    element: h('div', { class: 'curl' }, h('pre', {}, text),
      h('p', { class: 'row' }, smallButton([icon('copy'), t('copy')], copy), message)),
    set: command => {
      setText(text, command);
      setText(message, '');
    },
  };
}

/** Quotes a text for a POSIX shell: in single quotes only a single quote has a meaning. */
export const quoted = text => `'${text.replaceAll("'", String.raw`'\''`)}'`;
