// The filters of the purchase list.

import { h } from '../core/dom.js';
import { isFinal } from '../core/follow.js';
import { t } from '../core/i18n.js';
import { button, field } from './elements.js';

const STATUSES = ['RUNNING', 'UNDOING', 'COMPLETED', 'UNDONE', 'RESOLVED'];

/** @param search called with the new query */
export function filters(query, steps, search) {
  const statuses = new Set(query.getAll('status'));
  const input = (name, value = query.get(name) ?? '') =>
    h('input', { id: `f-${name}`, type: 'search', value, maxlength: '254', autocomplete: 'off', spellcheck: 'false' });
  const q = input('q');
  const reason = input('reason');
  const step = h('select', { id: 'f-step', onchange: submit }, h('option', { value: '' }, t('filter.anyStep')),
    steps.map(name => h('option', { value: name }, name)));
  step.value = query.get('step') ?? '';
  const attention = toggle(t('status.attention'), query.get('needsAttention') === 'true');
  const chips = new Map(STATUSES.map(status => [status, toggle(t(`status.${status}`), statuses.has(status))]));

  function toggle(label, isInitiallyOn) {
    const chip = button(label, () => {
      chip.setAttribute('aria-pressed', String(!isOn(chip)));
      submit();
    }, { class: 'chip', 'aria-pressed': String(isInitiallyOn) });
    return chip;
  }

  function isOn(chip) {
    return chip.getAttribute('aria-pressed') === 'true';
  }

  /** The selected statuses. With a step only open ones, as a purchase that has ended is at no step. */
  function selectedStatuses() {
    const selected = STATUSES.filter(status => isOn(chips.get(status)));
    if (!step.value) {
      return selected;
    }
    const open = selected.filter(status => !isFinal(status));
    return open.length ? open : ['RUNNING', 'UNDOING'];
  }

  function submit(event) {
    event?.preventDefault();
    const result = new URLSearchParams(selectedStatuses().map(status => ['status', status]));
    for (const [name, control] of Object.entries({ q, step, reason })) {
      if (control.value.trim()) {
        result.set(name, control.value.trim());
      }
    }
    if (isOn(attention)) {
      result.set('needsAttention', 'true');
    }
    search(result);
  }

  return h('form', { class: 'filters', role: 'search', onsubmit: submit },
    h('div', { class: 'fields' },
      field(q, t('filter.q')), field(step, t('filter.step')), field(reason, t('filter.reason')),
      h('p', { class: 'field end' }, h('button', { class: 'primary', type: 'submit' }, t('filter.search')))),
    h('div', { class: 'row', role: 'group', 'aria-label': t('filter.status') }, [...chips.values()], attention,
      query.size > 0 && h('a', { href: '#/purchases' }, t('filter.clear'))));
}
