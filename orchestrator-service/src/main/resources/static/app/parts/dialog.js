// Asks before something is done: what will be called, and why it is wanted. Says that it is done only once the engine has said so.

import { fill, h } from '../core/dom.js';
import { t } from '../core/language.js';
import { problemBox } from './state.js';

const MOST_REASON = 500;

/**
 * @param preview elements that say what will be called
 * @param act called with the reason; what it resolves to is shown as done
 */
export function ask({ title, preview, confirm, isDangerous = false, act }) {
  const reason = h('textarea', { id: 'reason', rows: '2', maxlength: MOST_REASON, required: true });
  const told = h('div', { 'aria-live': 'polite' });
  const doIt = h('button', { class: isDangerous ? 'danger' : 'primary', type: 'submit' }, confirm);
  const leave = h('button', { type: 'button', onclick: () => dialog.close() }, t('dialog.leave'));
  const form = h('form', { method: 'dialog', onsubmit: submit },
    h('h2', { id: 'dialog-title' }, title), preview,
    h('p', { class: 'field' }, h('label', { for: 'reason' }, t('dialog.reason')), reason), told, h('div', { class: 'buttons' }, leave, doIt));
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title', onclose: () => dialog.remove() }, form);

  async function submit(event) {
    event.preventDefault();
    const text = reason.value.trim();
    if (!text) {
      reason.setCustomValidity(t('dialog.reasonNeeded'));
      reason.reportValidity();
      return;
    }
    doIt.disabled = true;
    fill(told, h('p', { class: 'hint' }, t('dialog.asking')));
    try {
      const done = await act(text, line => fill(told, h('p', { class: 'hint' }, line)));
      fill(told, h('div', { class: 'success', role: 'status' }, done));
      doIt.remove();
      fill(leave, t('dialog.close'));
      leave.focus();
    } catch (problem) {
      fill(told, problemBox(problem));
      doIt.disabled = false;
    }
  }

  reason.addEventListener('input', () => reason.setCustomValidity(''));
  // Whoever goes to another screen meanwhile leaves it.
  window.addEventListener('hashchange', () => dialog.close(), { once: true });
  document.body.append(dialog);
  dialog.showModal();
  reason.focus();
}
