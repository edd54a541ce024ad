// What the list is asked for.

import { h } from '../core/dom.js';
import { t } from '../core/language.js';

const STATUSES = ['RUNNING', 'UNDOING', 'COMPLETED', 'UNDONE', 'RESOLVED'];
const OPEN = ['RUNNING', 'UNDOING'];

/** @param search called with the new query */
export function filters(query, steps, search) {
  const statuses = new Set(query.getAll('status'));
  const text = (name, type = 'search') => h('input', { id: `f-${name}`, type, value: query.get(name) ?? '', maxlength: '254', autocomplete: 'off', spellcheck: 'false' });
  const q = text('q');
  const reason = text('reason');
  const step = h('select', { id: 'f-step' }, h('option', { value: '' }, t('filter.anyStep')), steps.map(name => h('option', { value: name }, name)));
  step.value = query.get('step') ?? '';
  const attention = toggle(t('status.attention'), query.get('needsAttention') === 'true');
  const chips = STATUSES.map(status => ({ status, button: toggle(t(`status.${status}`), statuses.has(status)) }));

  function toggle(label, isOn) {
    const button = h('button', { class: 'chip', type: 'button', 'aria-pressed': String(isOn), onclick: () => {
      button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
      submit();
    } }, label);
    return button;
  }

  const isOn = button => button.getAttribute('aria-pressed') === 'true';

  function submit(event) {
    event?.preventDefault();
    const wanted = new URLSearchParams();
    let chosen = chips.filter(chip => isOn(chip.button)).map(chip => chip.status);
    if (step.value) {
      // Only what is still open stands at a step.
      chosen = chosen.filter(status => OPEN.includes(status));
      chosen = chosen.length ? chosen : OPEN;
    }
    chosen.forEach(status => wanted.append('status', status));
    for (const [name, input] of [['q', q], ['step', step], ['reason', reason]]) {
      if (input.value.trim()) {
        wanted.set(name, input.value.trim());
      }
    }
    if (isOn(attention)) {
      wanted.set('needsAttention', 'true');
    }
    search(wanted);
  }

  const field = (name, input) => h('p', { class: 'field' }, h('label', { for: `f-${name}` }, t(`filter.${name}`)), input);
  step.addEventListener('change', submit);
  return h('form', { class: 'filters', role: 'search', onsubmit: submit },
    h('div', { class: 'fields' }, field('q', q), field('step', step), field('reason', reason),
      h('p', { class: 'field end' }, h('button', { class: 'primary', type: 'submit' }, t('filter.search')))),
    h('div', { class: 'row', role: 'group', 'aria-label': t('filter.status') }, chips.map(chip => chip.button), attention,
      [...query.keys()].length ? h('a', { href: '#/purchases' }, t('filter.none')) : null));
}
