// Many purchases: started, seen and stopped here. How far it is, is asked for when the summary says that something has changed.

import * as api from '../core/api.js';
import { atMostEvery, fill, h, say } from '../core/dom.js';
import { t } from '../core/language.js';
import { watch } from '../core/live.js';
import { number } from '../core/format.js';
import { problemBox } from './state.js';

const LOOK_AFTER_MS = 700;
const COUNTS = ['started', 'completed', 'undone', 'open', 'failed'];

export function loadForm() {
  const field = (name, value, max) => h('input', { id: `load-${name}`, type: 'number', min: '1', max, value, required: true });
  const purchases = field('purchases', '500', '100000');
  const perSecond = field('perSecond', '20', '200');
  const start = h('button', { class: 'primary', type: 'submit', 'data-action': 'load-start' }, t('load.start'));
  const stop = h('button', { class: 'danger', type: 'button', 'data-action': 'load-stop', onclick: () => ask('DELETE'), disabled: true }, t('load.stop'));
  const bar = h('progress', { max: '1', value: 0, 'aria-label': t('load.progress') });
  const state = h('p', { role: 'status' });
  const numbers = COUNTS.map(() => h('dd'));
  const told = h('div', { 'aria-live': 'polite' });

  async function ask(method, body) {
    try {
      show(await api.load(method, body));
      if (method !== 'GET') {
        look();
      }
      fill(told);
    } catch (problem) {
      fill(told, problemBox(problem));
    }
  }

  let isRunning = false;

  function show(load) {
    if (!load || typeof load.running !== 'boolean') {
      return;
    }
    isRunning = load.running || load.open > 0;
    start.disabled = load.running;
    stop.disabled = !load.running;
    bar.value = load.wanted ? load.started / load.wanted : 0;
    COUNTS.forEach((name, i) => say(numbers[i], number(load[name])));
    say(state, load.running ? t('load.running', { started: load.started, wanted: load.wanted, perSecond: load.perSecond }) : t(load.wanted ? 'load.over' : 'load.none'));
  }

  const look = atMostEvery(LOOK_AFTER_MS, () => ask('GET'));
  const unwatch = watch(() => isRunning && look());
  ask('GET');
  return {
    element: h('form', { onsubmit: event => { event.preventDefault(); ask('POST', { purchases: Number(purchases.value), perSecond: Number(perSecond.value) }); } },
      h('div', { class: 'fields' }, h('p', { class: 'field' }, h('label', { for: 'load-purchases' }, t('load.purchases')), purchases), h('p', { class: 'field' }, h('label', { for: 'load-perSecond' }, t('load.perSecond')), perSecond)),
      h('p', { class: 'row' }, start, stop), bar, state, h('dl', { class: 'facts' }, COUNTS.map((name, i) => h('div', {}, h('dt', {}, t(`load.${name}`)), numbers[i]))), told),
    close: unwatch,
  };
}
