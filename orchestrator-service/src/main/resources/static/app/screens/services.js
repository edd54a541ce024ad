// The six services: whether they answer, what they hold by their own books, what is armed in them.

import { fill, h, say } from '../core/dom.js';
import { onServices, refresh } from '../core/faults.js';
import { t } from '../core/language.js';
import { everySecond, watch } from '../core/live.js';
import { money, number } from '../core/format.js';
import { icon } from '../parts/icon.js';
import { problemBox } from '../parts/state.js';

const HEALTH = { UP: ['done', 'done'], DOWN: ['alarm', 'refused'], SILENT: ['alarm', 'unknown'] };

/** Health has no events: it is looked at while this screen is seen. */
const LOOK_EVERY_S = 5;

export function services({ root }) {
  const told = h('div');
  const cards = h('div', { class: 'cards' });
  const hint = h('p', { class: 'hint' });
  fill(root, h('div', {}, h('h1', { tabindex: '-1' }, t('nav.services')), hint), told, cards);

  const stop = onServices(({ services: all, problem }) => {
    fill(told, problem ? problemBox(problem) : null);
    fill(cards, all.map(card));
  });
  const unwatch = watch(({ summary }) => summary && say(hint, t('services.hint', { replica: summary.replica })));
  let seconds = 0;
  const tick = everySecond(() => {
    seconds += 1;
    if (seconds % LOOK_EVERY_S === 0) {
      refresh();
    }
  });
  refresh();
  return () => {
    stop();
    unwatch();
    tick();
  };
}

function card({ name, url, health, totals, faults }) {
  const [kind, sign] = HEALTH[health] ?? HEALTH.SILENT;
  return h('section', { class: 'card service', 'aria-label': name },
    h('div', { class: 'row between' }, h('h2', {}, name), h('span', { class: `pill is-${kind}` }, icon(sign), t(`health.${health}`))),
    h('p', { class: 'hint' }, t(`about.${name}`)), h('code', { class: 'hint' }, url),
    totals ? holds(totals) : h('p', { class: 'hint' }, t('services.noTotals')),
    faults?.length ? h('p', {}, h('a', { class: 'pill is-undoing', href: `#/faults/${name}` }, icon('alarm'), t('services.faults', { n: faults.length }))) : null);
}

/** Money is in minor units where there is a currency beside it. */
function holds({ items, currency, ...totals }) {
  return [
    h('dl', { class: 'facts' }, Object.entries(totals).map(([key, value]) => h('div', {}, h('dt', {}, t(`total.${key}`)),
      h('dd', {}, currency ? money({ amount: value, currency }) : number(value))))),
    items ? h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': t('total.items') }, h('table', { class: 'levels' },
      h('thead', {}, h('tr', {}, ['sku', 'initial', 'onHand', 'reserved'].map(key => h('th', { scope: 'col' }, t(`total.${key}`))))),
      h('tbody', {}, items.map(item => h('tr', {}, h('th', { scope: 'row' }, item.sku), ['initial', 'onHand', 'reserved'].map(key => h('td', {}, number(item[key])))))))) : null,
  ];
}
