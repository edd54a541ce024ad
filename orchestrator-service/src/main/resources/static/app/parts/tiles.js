// The running totals.

import { h, say } from '../core/dom.js';
import { t } from '../core/language.js';
import { number } from '../core/format.js';
import { icon } from './icon.js';

const TILES = [
  { name: 'completed', sign: 'done', kind: 'done', value: s => s.counts.COMPLETED, to: 'status=COMPLETED' },
  { name: 'undone', sign: 'undo', kind: 'undone', value: s => s.counts.UNDONE, to: 'status=UNDONE' },
  { name: 'inFlight', sign: 'running', kind: 'running', value: s => s.counts.RUNNING + s.counts.UNDOING, to: 'status=RUNNING&status=UNDOING' },
  { name: 'attention', sign: 'alarm', kind: 'alarm', value: s => s.needsAttention, to: 'needsAttention=true' },
];

export function tiles() {
  const numbers = TILES.map(() => h('strong', {}, '–'));
  const elements = TILES.map((tile, i) => h('a', { class: `tile is-${tile.kind}`, href: `#/purchases?${tile.to}` },
    h('span', { class: 'tile-name' }, icon(tile.sign), t(`tiles.${tile.name}`)), numbers[i]));
  return {
    element: h('div', { class: 'tiles', role: 'group', 'aria-label': t('tiles.label') }, elements),
    show: summary => TILES.forEach((tile, i) => {
      const value = tile.value(summary) ?? 0;
      say(numbers[i], number(value));
      elements[i].classList.toggle('is-zero', value === 0);
    }),
  };
}
