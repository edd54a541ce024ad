// A purchase in progress, on the screen that started it: a replay on the diagram, and its history.

import { fill, h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { follow, isFinal } from '../core/follow.js';
import { purchaseUrl } from '../core/router.js';
import { flowView } from './flow.js';
import { history } from './history.js';
import { problemBox, smallButton } from './elements.js';
import { player } from './player.js';
import { stateLine } from './state.js';

/** @param onEnd called once with the purchase at its end */
export function purchaseProgress(id, names, onEnd = () => {}) {
  const flow = flowView({ names });
  const replay = player(names, flow.show);
  const sentences = history();
  const state = h('div', { class: 'progress-state' });
  const element = h('div', { class: 'progress' }, state, h('div', { class: 'progress-columns' },
    h('div', {}, flow.element, h('p', { class: 'hint row' }, t('progress.slow'),
      smallButton(t('progress.replay'), replay.restart), h('a', { href: purchaseUrl(id) }, t('progress.open')))),
    sentences.element));
  let hasEnded = false;

  const following = follow(id, ({ purchase, events, problem }) => {
    if (!purchase) {
      fill(state, problem && problemBox(problem));
      return;
    }
    fill(state, stateLine(purchase).element);
    sentences.draw(events);
    replay.play(events);
    if (isFinal(purchase.status) && !hasEnded) {
      hasEnded = true;
      onEnd(purchase);
    }
  });
  return {
    element,
    close: () => {
      following.stop();
      replay.close();
      flow.close();
    },
  };
}
