// The list: what is asked for stands in the address, a page is fetched once, and its rows then follow the events.

import * as api from '../core/api.js';
import { fill, h, say } from '../core/dom.js';
import { t } from '../core/language.js';
import { everySecond, live as state, watch } from '../core/live.js';
import { go, toPurchases } from '../core/router.js';
import { bulk, can } from '../parts/actions.js';
import { filters } from '../parts/filters.js';
import { keepFresh } from '../parts/fresh.js';
import { rows } from '../parts/rows.js';
import { empty, problemBox } from '../parts/state.js';

const PAGE = 50;
const VERBS = ['run-now', 'cancel'];

export function purchases({ root, flow, query }) {
  const place = h('div', { class: 'list', 'aria-busy': 'true' });
  const news = h('button', { class: 'small', type: 'button', onclick: () => load() }, t('list.refresh'));
  const chosen = h('span', { role: 'status' });
  const bulkButtons = VERBS.map(verb => h('button', { class: 'small', type: 'button', 'data-bulk': verb, disabled: true,
    onclick: () => bulk(verb, page.chosen(), load) }, t(`bulk.button.${verb}`)));
  const pager = h('nav', { class: 'row between pager', 'aria-label': t('list.pages') });
  let page = rows([], { changed: () => {} });
  let fresh = null;
  let startedThen = null;
  let seenUpTo = '';
  let left = false;

  fill(root,
    h('h1', { tabindex: '-1' }, t('nav.purchases')),
    h('section', { class: 'card' }, filters(query, flow.steps.map(step => step.name), wanted => go(toPurchases(wanted)))),
    h('section', { class: 'card' },
      h('div', { class: 'row between sticky' }, h('div', { class: 'row' }, bulkButtons, chosen), news), place, pager));

  async function load() {
    const asked = new URLSearchParams(query);
    asked.set('limit', PAGE);
    place.setAttribute('aria-busy', 'true');
    try {
      show(await api.purchases(asked));
    } catch (problem) {
      fill(place, problemBox(problem));
    }
    place.setAttribute('aria-busy', 'false');
  }

  function show(found) {
    if (left) {
      return;
    }
    fresh?.stop();
    startedThen = null;
    seenUpTo = [found[0]?.id ?? '', state.summary?.newest[0]?.id ?? ''].sort()[1];
    page = rows(found, { changed: chose });
    fill(place, found.length ? page.element : empty(t('list.none')));
    fresh = keepFresh(found.map(one => one.id), page.update, load);
    fill(pager, query.has('after') ? pageLink('list.first', null) : h('span'), found.length === PAGE ? pageLink('list.older', found.at(-1).id) : h('span', { class: 'hint' }, t('list.end')));
    chose();
  }

  function pageLink(key, after) {
    const to = new URLSearchParams(query);
    to.delete('after');
    if (after) {
      to.set('after', after);
    }
    return h('a', { class: 'button', href: toPurchases(to) }, t(key));
  }

  function chose() {
    const some = page.chosen();
    say(chosen, some.length ? t('list.chosen', { n: some.length }) : t('list.choose'));
    bulkButtons.forEach((button, i) => {
      button.disabled = !some.some(can[VERBS[i]]);
    });
  }

  const stops = [
    everySecond(() => page.tick()),
    watch(({ summary }) => {
      const started = summary && Object.values(summary.counts).reduce((sum, n) => sum + n, 0);
      startedThen ??= started;
      const newer = summary?.newest.filter(one => one.id > seenUpTo).length ?? 0;
      const n = newer < summary?.newest.length ? newer : Math.max(newer, started - startedThen);
      say(news, n ? t('list.news', { n }) : t('list.refresh'));
      news.classList.toggle('primary', n > 0);
    }),
    () => fresh?.stop(),
  ];
  load();
  return () => {
    left = true;
    stops.forEach(stop => stop());
  };
}
