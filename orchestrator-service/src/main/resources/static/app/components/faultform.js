// A form to arm a fault, with the equivalent curl command.

import { fill, h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { armFault } from '../core/services.js';
import { curl, quoted } from './curl.js';
import { attempt, field, form, messageArea } from './elements.js';

const KINDS = ['fail', 'refuse', 'delay', 'hang', 'lose-reply', 'late', 'garbage', 'crash-before', 'crash-after'];
const DELAYED = ['delay', 'hang', 'late'];
const LIMITS = {
  times: { min: 1, max: 1_000_000_000 },
  probability: { min: 0, max: 1, step: 0.01 },
  delayMs: { min: 0, max: 600_000 },
  seed: {},
};

/** @param initial the service and the call that are selected first */
export function faultForm(initial) {
  const select = (name, options) => h('select', { id: `fault-${name}`, onchange: update }, options);
  const numberInput = ([name, limits]) =>
    [name, h('input', { id: `fault-${name}`, type: 'number', inputmode: 'decimal', ...limits, oninput: update })];
  const service = select('service');
  const on = select('on', ['do', 'undo'].map(verb => h('option', { value: verb }, t(`faults.${verb}`))));
  const kind = select('kind', KINDS.map(name => h('option', { value: name }, name)));
  const description = h('p', { class: 'hint', id: 'fault-description' });
  const numbers = Object.fromEntries(Object.entries(LIMITS).map(numberInput));
  const purchase = h('input', { id: 'fault-purchase', type: 'text', maxlength: '64', autocomplete: 'off',
    spellcheck: 'false', oninput: update });
  const submitButton =
    h('button', { class: 'primary', type: 'submit', 'data-action': 'arm', disabled: true }, t('faults.arm'));
  const message = messageArea();
  const command = curl();
  let urls = new Map();
  kind.setAttribute('aria-describedby', 'fault-description');
  on.value = initial.on;

  function fault() {
    const filled = Object.entries(numbers).filter(([, input]) => input.value !== '' && !input.closest('p').hidden);
    return {
      on: on.value,
      kind: kind.value,
      ...Object.fromEntries(filled.map(([name, input]) => [name, Number(input.value)])),
      ...(purchase.value.trim() && { purchase: purchase.value.trim() }),
    };
  }

  function update() {
    description.textContent = t(`kind.${kind.value}`);
    numbers.delayMs.closest('p').hidden = !DELAYED.includes(kind.value);
    const url = `${urls.get(service.value) ?? ''}/actuator/faults`;
    command.set(`curl -X POST ${url} -H 'Content-Type: application/json' -d ${quoted(JSON.stringify(fault()))}`);
  }

  const submit = () => attempt(message, async () => {
    await armFault(service.value, fault());
    const values = { service: service.value, on: on.value, kind: kind.value };
    fill(message, h('p', { class: 'success' }, t('faults.isArmed', values)));
  });

  const labelled = (name, input, note) => field(input, t(`faults.${name}`), note);
  const element = form(submit,
    h('div', { class: 'fields' }, labelled('service', service), labelled('on', on), labelled('kind', kind)),
    description,
    h('div', { class: 'fields' },
      labelled('times', numbers.times, t('faults.timesHint')),
      labelled('probability', numbers.probability, t('faults.probabilityHint')),
      labelled('delayMs', numbers.delayMs)),
    h('details', {}, h('summary', {}, t('faults.more')),
      h('div', { class: 'fields' }, labelled('purchase', purchase), labelled('seed', numbers.seed))),
    h('p', { class: 'row' }, submitButton), message, h('h3', {}, t('faults.curl')), command.element);

  return {
    element,
    setServices(services) {
      const selected = service.value || initial.service;
      urls = new Map(services.map(one => [one.name, one.url]));
      fill(service, services.map(one => h('option', { value: one.name }, one.name)));
      service.value = urls.has(selected) ? selected : services[0]?.name;
      submitButton.disabled = services.length === 0;
      update();
    },
    select(name, verb) {
      service.value = name;
      on.value = verb;
      update();
      kind.focus();
    },
  };
}
