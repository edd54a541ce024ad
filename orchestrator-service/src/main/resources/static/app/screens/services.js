// The services: health, totals of their own tables, and armed faults.

import { fill, h, setText } from '../core/dom.js';
import { money, number, t } from '../core/i18n.js';
import { everySecond, onSummary } from '../core/live.js';
import { onServices, refreshServices } from '../core/services.js';
import { between, facts, heading, hint, icon, problemBox, scrollable, table } from '../components/elements.js';

const HEALTH = { UP: ['done', 'done'], DOWN: ['alarm', 'refused'], SILENT: ['alarm', 'unknown'] };

/** There are no events about health: it is polled. */
const REFRESH_EVERY_S = 5;

export function services({ root }) {
  const message = h('div');
  const cards = h('div', { class: 'cards' });
  const replica = hint();
  fill(root, h('div', {}, heading(t('nav.services')), replica), message, cards);

  let seconds = 0;
  const stops = [
    onServices(({ services: all, problem }) => {
      fill(message, problem && problemBox(problem));
      fill(cards, all.map(serviceCard));
    }),
    onSummary(summary => setText(replica, t('services.hint', { replica: summary.replica }))),
    everySecond(() => {
      seconds += 1;
      if (seconds % REFRESH_EVERY_S === 0) {
        refreshServices();
      }
    }),
  ];
  refreshServices();
  return () => stops.forEach(stop => stop());
}

function serviceCard({ name, url, health, totals, faults }) {
  const [kind, sign] = HEALTH[health] ?? HEALTH.SILENT;
  return h('section', { class: 'card service', 'aria-label': name },
    between(h('h2', {}, name), h('span', { class: `pill is-${kind}` }, icon(sign), t(`health.${health}`))),
    hint(t(`about.${name}`, {}, '')), h('code', { class: 'hint' }, url),
    totals ? totalsOf(totals) : hint(t('services.noTotals')),
    faults?.length > 0 && h('p', {}, h('a', { class: 'pill is-undoing', href: `#/faults/${name}` },
      icon('alarm'), t('services.faults', { n: faults.length }))));
}

const label = name => t(`total.${name}`, {}, name);

/** Totals beside a currency are amounts in its minor units. */
function totalsOf({ items, currency, ...totals }) {
  const show = value => (currency ? money({ amount: value, currency }) : number(value));
  const rows = Object.entries(totals).map(([name, value]) => [label(name), show(value)]);
  return [facts(rows), items && scrollable(label('items'), itemTable(items))];
}

function itemTable(items) {
  const columns = ['initial', 'onHand', 'reserved'];
  const row = item =>
    h('tr', {}, h('th', { scope: 'row' }, item.sku), columns.map(name => h('td', {}, number(item[name]))));
  return table(['sku', ...columns].map(label), h('tbody', {}, items.map(row)), { class: 'stock-levels' });
}
