// A dialog before a command: it shows the calls, asks for a reason, and waits for confirmation by the engine.

import { fill, h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { button, field, hint, messageArea, problemBox } from './elements.js';

const MAX_REASON = 500;

/**
 * @param preview elements that describe the calls to be made
 * @param execute called with the reason and a function that shows progress; its result is shown as success
 */
export function confirmCommand({ title, preview, confirm, isDangerous = false, execute }) {
  const reason = h('textarea', { id: 'reason', rows: '2', maxlength: MAX_REASON, required: true });
  const message = messageArea();
  const submitButton = h('button', { class: isDangerous ? 'danger' : 'primary', type: 'submit' }, confirm);
  const closeButton = button(t('dialog.back'), () => dialog.close());
  const form = h('form', { method: 'dialog', onsubmit: submit }, h('h2', { id: 'dialog-title' }, title), preview,
    field(reason, t('dialog.reason')), message, h('div', { class: 'buttons' }, closeButton, submitButton));
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title', onclose: () => dialog.remove() }, form);
  const showProgress = text => fill(message, hint(text));

  async function submit(event) {
    event.preventDefault();
    const text = reason.value.trim();
    if (!text) {
      reason.setCustomValidity(t('dialog.reasonRequired'));
      reason.reportValidity();
      return;
    }
    submitButton.disabled = true;
    showProgress(t('dialog.waiting'));
    try {
      const result = await execute(text, showProgress);
      fill(message, h('div', { class: 'success', role: 'status' }, result));
      submitButton.remove();
      fill(closeButton, t('dialog.close'));
      closeButton.focus();
    } catch (problem) {
      fill(message, problemBox(problem));
      submitButton.disabled = false;
    }
  }

  reason.addEventListener('input', () => reason.setCustomValidity(''));
  window.addEventListener('hashchange', () => dialog.close(), { once: true });
  document.body.append(dialog);
  dialog.showModal();
  reason.focus();
}
