// A form to start and stop a load of many purchases, with its progress.

import * as api from '../core/api.js';
import { fill, h, setText, throttle } from '../core/dom.js';
import { number, t } from '../core/i18n.js';
import { onLive } from '../core/live.js';
import { attempt, button, facts, field, form, messageArea } from './elements.js';

const REFRESH_AFTER_MS = 700;
const COUNTS = ['started', 'completed', 'undone', 'open', 'failed'];

export function loadForm() {
  const input = (name, value, max) =>
    h('input', { id: `load-${name}`, type: 'number', min: '1', max, value, required: true });
  const purchases = input('purchases', '500', '100000');
  const perSecond = input('perSecond', '20', '200');
  const start = h('button', { class: 'primary', type: 'submit', 'data-action': 'load-start' }, t('load.start'));
  const stop = button(t('load.stop'), () => request('DELETE'),
    { class: 'danger', 'data-action': 'load-stop', disabled: true });
  const bar = h('progress', { max: '1', value: 0, 'aria-label': t('load.progress') });
  const state = h('p', { role: 'status' });
  const numbers = COUNTS.map(() => h('span'));
  const message = messageArea();
  let isRunning = false;

  const request = (method, body) => attempt(message, async () => {
    show(await api.load(method, body));
    if (method !== 'GET') {
      refresh();
    }
    fill(message);
  });

  function show(load) {
    if (typeof load?.running !== 'boolean') {
      return;
    }
    isRunning = load.running || load.open > 0;
    start.disabled = load.running;
    stop.disabled = !load.running;
    bar.value = load.wanted ? load.started / load.wanted : 0;
    COUNTS.forEach((name, i) => setText(numbers[i], number(load[name])));
    setText(state, load.running ? t('load.running', load) : t(load.wanted ? 'load.ended' : 'load.none'));
  }

  const submit = () =>
    request('POST', { purchases: Number(purchases.value), perSecond: Number(perSecond.value) });
  const refresh = throttle(REFRESH_AFTER_MS, () => request('GET'));
  const unsubscribe = onLive(() => isRunning && refresh());
  request('GET');
  return {
    element: form(submit,
      h('div', { class: 'fields' }, field(purchases, t('load.purchases')), field(perSecond, t('load.perSecond'))),
      h('p', { class: 'row' }, start, stop), bar, state,
      facts(COUNTS.map((name, i) => [t(`load.${name}`), numbers[i]])), message),
    close: unsubscribe,
  };
}
