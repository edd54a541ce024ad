// The totals as tiles, each a link to the purchases that it counts.

import { h, setText } from '../core/dom.js';
import { number, t } from '../core/i18n.js';
import { icon } from './elements.js';

const TILES = [
  { name: 'completed', sign: 'done', kind: 'done', value: s => s.counts.COMPLETED, query: 'status=COMPLETED' },
  { name: 'undone', sign: 'undo', kind: 'undone', value: s => s.counts.UNDONE, query: 'status=UNDONE' },
  {
    name: 'inProgress', sign: 'running', kind: 'running', query: 'status=RUNNING&status=UNDOING',
    value: s => s.counts.RUNNING + s.counts.UNDOING,
  },
  { name: 'attention', sign: 'alarm', kind: 'alarm', value: s => s.needsAttention, query: 'needsAttention=true' },
];

export function tiles() {
  const numbers = TILES.map(() => h('strong', {}, '–'));
  const elements = TILES.map(({ name, sign, kind, query }, i) =>
    h('a', { class: `tile is-${kind}`, href: `#/purchases?${query}` },
      h('span', { class: 'tile-name' }, icon(sign), t(`tiles.${name}`)), numbers[i]));
  return {
    element: h('div', { class: 'tiles', role: 'group', 'aria-label': t('tiles.label') }, elements),
    show: summary => TILES.forEach((tile, i) => {
      const value = tile.value(summary) ?? 0;
      setText(numbers[i], number(value));
      elements[i].classList.toggle('is-zero', value === 0);
    }),
  };
}
