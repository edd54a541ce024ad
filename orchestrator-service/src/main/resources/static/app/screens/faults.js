// The armed faults of each service, and a form to arm more.

import { fill, h } from '../core/dom.js';
import { decimal, duration, t } from '../core/i18n.js';
import { clearAllFaults, clearFault, onServices } from '../core/services.js';
import { faultForm } from '../components/faultform.js';
import { attempt, button, card, heading, hint, icon, messageArea, problemBox, smallButton, table }
  from '../components/elements.js';

export function faults({ root, parts: [service = 'cd', on = 'do'] }) {
  const message = messageArea();
  const rows = h('tbody');
  const form = faultForm({ service, on });
  const clear = work => attempt(message, () => work().then(() => fill(message)));
  const clearAll =
    button(t('faults.clearAll'), () => clear(clearAllFaults), { class: 'danger', 'data-action': 'clear-all' });
  const columns = ['service', 'do', 'undo'].map(name => t(`faults.${name}`));

  fill(root,
    h('div', { class: 'title' }, h('div', {}, heading(t('nav.faults')), hint(t('faults.hint'))),
      h('div', { class: 'buttons' }, clearAll)),
    message,
    h('div', { class: 'columns faults' },
      card('armed', t('faults.armed'), table(columns, rows, { class: 'fault-table' })),
      card('arm', t('faults.arm'), form.element)));

  const armButton = (name, verb) => smallButton(icon('plus'), () => form.select(name, verb),
    { class: 'small plain', 'aria-label': t('faults.add', { service: name, on: verb }) });

  const cell = (one, verb) => h('td', {}, h('div', { class: 'cell' },
    (one.faults ?? []).filter(fault => fault.on === verb).map(fault => chip(one.name, fault)),
    one.faults ? armButton(one.name, verb) : h('span', { class: 'hint' }, t('faults.noAnswer'))));

  const chip = (name, fault) => h('span', { class: 'fault' },
    h('strong', {}, fault.kind), h('span', { class: 'hint' }, details(fault)),
    smallButton(icon('refused'), () => clear(() => clearFault(name, fault.id)),
      { 'aria-label': t('faults.clear', { service: name, kind: fault.kind }) }));

  let last = null;
  return onServices(({ services, problem }) => {
    const current = JSON.stringify(services.map(one => [one.name, one.url, one.faults]));
    if (problem) {
      fill(message, problemBox(problem));
    }
    if (current !== last) {
      last = current;
      fill(rows, services.map(one =>
        h('tr', {}, h('th', { scope: 'row' }, one.name), cell(one, 'do'), cell(one, 'undo'))));
      form.setServices(services);
      clearAll.disabled = !services.some(one => one.faults?.length);
    }
  });
}

/** The number of strikes, and the parameters that are set. */
const details = fault => [
  t('faults.struck', { n: fault.struck }),
  fault.remaining != null && t('faults.remaining', { n: fault.remaining }),
  fault.probability < 1 && `${decimal(fault.probability * 100)} %`,
  ['delay', 'late', 'hang'].includes(fault.kind) && duration(fault.delayMs),
  fault.purchase,
].filter(Boolean).join(' · ');
