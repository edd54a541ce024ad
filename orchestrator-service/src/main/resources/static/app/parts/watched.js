// One purchase under way, as it is shown where it was started: played slowly on the flow, and told in sentences.

import { fill, h } from '../core/dom.js';
import { t } from '../core/language.js';
import { follow, isFinal } from '../core/follow.js';
import { toPurchase } from '../core/router.js';
import { flowView } from './flow.js';
import { player } from './player.js';
import { problemBox, stateLine } from './state.js';
import { story } from './story.js';

/** @param over called once with the purchase at its end */
export function watched(id, names, over = () => {}) {
  const flow = flowView({ names });
  const plays = player(names, flow.show);
  const told = story();
  const state = h('div', { class: 'watched-state' });
  const element = h('div', { class: 'watched' }, state, h('div', { class: 'watched-columns' },
    h('div', {}, flow.element, h('p', { class: 'hint row' }, t('watched.slow'), h('button', { class: 'small', type: 'button', onclick: plays.again }, t('watched.again')),
      h('a', { href: toPurchase(id) }, t('watched.open')))), told.element));
  let isOver = false;

  const following = follow(id, seen => {
    if (!seen.purchase) {
      fill(state, seen.problem ? problemBox(seen.problem) : null);
      return;
    }
    fill(state, stateLine(seen.purchase).element);
    told.draw(seen.events);
    plays.feed(seen.events);
    if (isFinal(seen.purchase) && !isOver) {
      isOver = true;
      over(seen.purchase);
    }
  });
  return {
    element,
    close: () => {
      following.stop();
      plays.close();
      flow.close();
    },
  };
}
