// A fault to arm, with its parameters, and the curl call that does the same.

import { fill, h } from '../core/dom.js';
import { armFault } from '../core/faults.js';
import { t } from '../core/language.js';
import { curl, quoted } from './copy.js';
import { problemBox } from './state.js';

const KINDS = ['fail', 'refuse', 'delay', 'hang', 'lose-reply', 'late', 'garbage', 'crash-before', 'crash-after'];
const DELAYED = ['delay', 'hang', 'late'];
const NUMBERS = { times: { min: 1, max: 1_000_000_000 }, probability: { min: 0, max: 1, step: 0.01 }, delayMs: { min: 0, max: 600_000 }, seed: {} };

export function faultForm(first) {
  const service = h('select', { id: 'fault-service', onchange: changed });
  const on = h('select', { id: 'fault-on', onchange: changed }, ['do', 'undo'].map(verb => h('option', { value: verb }, t(`faults.${verb}`))));
  const kind = h('select', { id: 'fault-kind', onchange: changed }, KINDS.map(name => h('option', { value: name }, name)));
  const what = h('p', { class: 'hint', id: 'fault-what' });
  const numbers = Object.fromEntries(Object.entries(NUMBERS).map(([name, limits]) => [name, h('input', { id: `fault-${name}`, type: 'number', inputmode: 'decimal', ...limits, oninput: changed })]));
  const purchase = h('input', { id: 'fault-purchase', type: 'text', maxlength: '64', autocomplete: 'off', spellcheck: 'false', oninput: changed });
  const button = h('button', { class: 'primary', type: 'submit', 'data-action': 'arm', disabled: true }, t('faults.arm'));
  const told = h('div', { 'aria-live': 'polite' });
  const command = curl();
  let addresses = new Map();
  kind.setAttribute('aria-describedby', 'fault-what');

  function fault() {
    const filled = Object.entries(numbers).filter(([, input]) => input.value !== '' && !input.closest('p').hidden).map(([name, input]) => [name, Number(input.value)]);
    return { on: on.value, kind: kind.value, ...Object.fromEntries(filled), ...(purchase.value.trim() ? { purchase: purchase.value.trim() } : {}) };
  }

  function changed() {
    what.textContent = t(`kind.${kind.value}`);
    numbers.delayMs.closest('p').hidden = !DELAYED.includes(kind.value);
    command.set(`curl -X POST ${addresses.get(service.value) ?? ''}/actuator/faults -H 'Content-Type: application/json' -d ${quoted(JSON.stringify(fault()))}`);
  }

  async function submit(event) {
    event.preventDefault();
    try {
      await armFault(service.value, fault());
      fill(told, h('p', { class: 'success' }, t('faults.isArmed', { service: service.value, on: on.value, kind: kind.value })));
    } catch (problem) {
      fill(told, problemBox(problem));
    }
  }

  on.value = first.on;

  const field = (name, input, hint) => h('p', { class: 'field' }, h('label', { for: `fault-${name}` }, t(`faults.${name}`)), input, hint ? h('span', { class: 'hint' }, hint) : null);
  const element = h('form', { onsubmit: submit },
    h('div', { class: 'fields' }, field('service', service), field('on', on), field('kind', kind)), what,
    h('div', { class: 'fields' }, field('times', numbers.times, t('faults.timesHint')), field('probability', numbers.probability, t('faults.probabilityHint')), field('delayMs', numbers.delayMs)),
    h('details', {}, h('summary', {}, t('faults.more')), h('div', { class: 'fields' }, field('purchase', purchase), field('seed', numbers.seed))),
    h('p', { class: 'row' }, button), told,
    h('h3', {}, t('faults.curl')), command.element);

  return {
    element,
    urls(services) {
      const chosen = service.value || first.service;
      addresses = new Map(services.map(one => [one.name, one.url]));
      fill(service, services.map(one => h('option', { value: one.name }, one.name)));
      service.value = addresses.has(chosen) ? chosen : services[0]?.name;
      button.disabled = services.length === 0;
      changed();
    },
    choose(name, verb) {
      service.value = name;
      on.value = verb;
      changed();
      kind.focus();
    },
  };
}
