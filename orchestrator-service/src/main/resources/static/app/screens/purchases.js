// The list of purchases. The filters are in the address. A page is requested once; its rows then follow the events.

import * as api from '../core/api.js';
import { fill, h, setText } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { everySecond, live, onSummary } from '../core/live.js';
import { navigate, purchasesUrl } from '../core/router.js';
import { bulkCommand, can } from '../components/actions.js';
import { filters } from '../components/filters.js';
import { attempt, heading, smallButton } from '../components/elements.js';
import { rows } from '../components/rows.js';
import { subscribeToUpdates } from '../components/rowupdates.js';

const PAGE_SIZE = 50;
const COMMANDS = ['run-now', 'cancel'];

export function purchases({ root, flow, query }) {
  const list = h('div', { class: 'list', 'aria-busy': 'true' });
  const refresh = smallButton(t('list.refresh'), load);
  const selection = h('span', { role: 'status' });
  const commandButton = command => smallButton(t(`bulk.button.${command}`),
    () => bulkCommand(command, page.selected(), load), { 'data-bulk': command, disabled: true });
  const commandButtons = COMMANDS.map(commandButton);
  const pager = h('nav', { class: 'row between pager', 'aria-label': t('list.pages') });
  let page = rows([], () => {});
  let unsubscribe = () => {};
  let totalAtLoad = null;
  let newestAtLoad = '';
  let isClosed = false;

  const steps = flow.steps.map(step => step.name);
  fill(root, heading(t('nav.purchases')),
    h('section', { class: 'card' }, filters(query, steps, search => navigate(purchasesUrl(search)))),
    h('section', { class: 'card' },
      h('div', { class: 'row between sticky' }, h('div', { class: 'row' }, commandButtons, selection), refresh),
      list, pager));

  async function load() {
    const search = new URLSearchParams(query);
    search.set('limit', PAGE_SIZE);
    list.setAttribute('aria-busy', 'true');
    await attempt(list, async () => show(await api.purchases(search)));
    list.setAttribute('aria-busy', 'false');
  }

  function show(found) {
    if (isClosed) {
      return;
    }
    unsubscribe();
    totalAtLoad = null;
    newestAtLoad = [found[0]?.id ?? '', live.summary?.newest[0]?.id ?? ''].sort()[1];
    page = rows(found, onSelect);
    fill(list, found.length ? page.element : h('p', { class: 'empty' }, t('list.none')));
    unsubscribe = subscribeToUpdates(found.map(one => one.id), page.update, load);
    const isFull = found.length === PAGE_SIZE;
    fill(pager, query.has('after') ? pageLink('list.first', null) : h('span'),
      isFull ? pageLink('list.older', found.at(-1).id) : h('span', { class: 'hint' }, t('list.end')));
    onSelect();
  }

  function pageLink(key, after) {
    const search = new URLSearchParams(query);
    search.delete('after');
    if (after) {
      search.set('after', after);
    }
    return h('a', { class: 'button', href: purchasesUrl(search) }, t(key));
  }

  function onSelect() {
    const selected = page.selected();
    setText(selection, selected.length ? t('list.selected', { n: selected.length }) : t('list.selectHint'));
    commandButtons.forEach((button, i) => {
      button.disabled = !selected.some(can[COMMANDS[i]]);
    });
  }

  const stops = [
    everySecond(() => page.tick()),
    onSummary(({ counts, newest }) => {
      const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
      totalAtLoad ??= total;
      const newer = newest.filter(one => one.id > newestAtLoad).length;
      const n = newer < newest.length ? newer : Math.max(newer, total - totalAtLoad);
      setText(refresh, n ? t('list.new', { n }) : t('list.refresh'));
      refresh.classList.toggle('primary', n > 0);
    }),
    () => unsubscribe(),
  ];
  load();
  return () => {
    isClosed = true;
    stops.forEach(stop => stop());
  };
}
