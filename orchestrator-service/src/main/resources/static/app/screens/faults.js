// Breaking it on purpose: what is armed where, how often it struck, and the way to arm more.

import { fill, h } from '../core/dom.js';
import { clearAll, clearFault, onServices } from '../core/faults.js';
import { t } from '../core/language.js';
import { decimal, duration } from '../core/format.js';
import { faultForm } from '../parts/faultform.js';
import { problemBox } from '../parts/state.js';
import { icon } from '../parts/icon.js';

export function faults({ root, parts: [service, on] }) {
  const told = h('div', { 'aria-live': 'polite' });
  const board = h('tbody');
  const form = faultForm({ service: service ?? 'cd', on: on ?? 'do' });
  const all = h('button', { class: 'danger', type: 'button', 'data-action': 'clear-all', onclick: () => attempt(clearAll) }, t('faults.clearAll'));

  fill(root,
    h('div', { class: 'title' }, h('div', {}, h('h1', { tabindex: '-1' }, t('nav.faults')), h('p', { class: 'hint' }, t('faults.hint'))), h('div', { class: 'buttons' }, all)), told,
    h('div', { class: 'columns faults' },
      h('section', { class: 'card', 'aria-labelledby': 'board' }, h('h2', { id: 'board' }, t('faults.armed')),
        h('table', { class: 'board' }, h('thead', {}, h('tr', {}, ['service', 'do', 'undo'].map(name => h('th', { scope: 'col' }, t(`faults.${name}`))))), board)),
      h('section', { class: 'card', 'aria-labelledby': 'arm' }, h('h2', { id: 'arm' }, t('faults.arm')), form.element)));

  async function attempt(work) {
    try {
      await work();
      fill(told);
    } catch (problem) {
      fill(told, problemBox(problem));
    }
  }

  const cell = (one, verb) => h('td', {}, h('div', { class: 'cell' },
    (one.faults ?? []).filter(fault => fault.on === verb).map(fault => chip(one.name, fault)),
    one.faults ? h('button', { class: 'small plain', type: 'button', 'aria-label': t('faults.add', { service: one.name, on: verb }), onclick: () => form.choose(one.name, verb) }, icon('plus')) : h('span', { class: 'hint' }, t('faults.silent'))));

  const chip = (name, fault) => h('span', { class: 'fault' }, h('strong', {}, fault.kind), h('span', { class: 'hint' }, details(fault)),
    h('button', { class: 'small', type: 'button', 'aria-label': t('faults.clear', { service: name, kind: fault.kind }), onclick: () => attempt(() => clearFault(name, fault.id)) }, icon('refused')));

  let shown = null;
  const stop = onServices(({ services, problem }) => {
    const mark = JSON.stringify(services.map(one => [one.name, one.url, one.faults]));
    if (problem) {
      fill(told, problemBox(problem));
    }
    if (mark !== shown) {
      shown = mark;
      fill(board, services.map(one => h('tr', {}, h('th', { scope: 'row' }, one.name), cell(one, 'do'), cell(one, 'undo'))));
      form.urls(services);
      all.disabled = !services.some(one => one.faults?.length);
    }
  });
  return stop;
}

/** How often it struck, and its parameters that are not the usual ones. */
function details(fault) {
  return [
    t('faults.struck', { n: fault.struck }),
    fault.remaining != null ? t('faults.remaining', { n: fault.remaining }) : null,
    fault.probability < 1 ? `${decimal(fault.probability * 100)} %` : null,
    ['delay', 'late', 'hang'].includes(fault.kind) ? duration(fault.delayMs) : null,
    fault.purchase ?? null,
  ].filter(Boolean).join(' · ');
}
