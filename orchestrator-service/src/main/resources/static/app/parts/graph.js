// A call graph, drawn from calls that were really made, with a purchase moving along its edges.

import { fill, h, s } from '../core/dom.js';
import { t } from '../core/language.js';
import { number } from '../core/format.js';

const WIDTH = 460;
const HEIGHT = 290;
const CENTRE = { x: WIDTH / 2, y: HEIGHT / 2 };
const RADIUS = { x: 165, y: 130 };
const BOX = { width: 106, height: 34 };
const BOW = 16;
const PACE_MS = 380;

/** @param label what a screen reader is told that it is */
export function graph(names, { label, conductor = null }) {
  const places = new Map(names.map((name, i) => [name, onCircle(i, names.length)]));
  if (conductor) {
    places.set(conductor, CENTRE);
  }
  const lines = s('g');
  const boxes = new Map([...places].map(([name, place]) => [name, box(name, place)]));
  const token = s('circle', { class: 'graph-token', r: '9', cx: '0', cy: '0' });
  const marker = `arrow-${conductor ?? 'none'}`;
  const picture = s('svg', { class: 'graph', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label },
    s('defs', {}, arrow(marker)), lines, [...boxes.values()], token);
  const table = h('ul', { class: 'graph-edges' });
  const element = h('div', {}, picture, h('details', {}, h('summary', {}, t('choreo.asText')), table));

  /** Edges are `{caller, callee, calls, returns}`; gives those that belong to this picture. */
  function draw(edges) {
    const known = edges.filter(({ caller, callee }) => places.has(caller) && places.has(callee));
    fill(lines, known.map(edge => line(edge, places, marker)));
    fill(table, known.map(({ caller, callee, calls, returns }) =>
      h('li', {}, t('choreo.edge', { caller, callee, n: calls + returns }))));
    return known;
  }

  function show(states) {
    boxes.forEach((group, name) => group.setAttribute('class', `graph-box is-${(states.get(name) ?? 'PENDING').toLowerCase()}`));
  }

  /** Moves the purchase along these calls, one after another; at each service that it comes to, calls back. */
  async function play(calls, { kind = 'running', arrived = () => {} } = {}) {
    token.setAttribute('class', `graph-token is-${kind} is-shown`);
    for (const call of calls) {
      const to = places.get(call.callee);
      await move(token, places.get(call.caller) ?? to, to);
      arrived(call);
    }
    token.setAttribute('class', 'graph-token');
  }

  show(new Map());
  return { element, draw, show, play };
}

const onCircle = (i, count) => {
  const angle = (i / count) * 2 * Math.PI - Math.PI / 2 - Math.PI / count;
  return { x: CENTRE.x + RADIUS.x * Math.cos(angle), y: CENTRE.y + RADIUS.y * Math.sin(angle) };
};

const box = (name, { x, y }) => s('g', {},
  s('rect', { x: x - BOX.width / 2, y: y - BOX.height / 2, width: BOX.width, height: BOX.height, rx: 9 }),
  s('text', { x, y: y + 4.5, 'text-anchor': 'middle' }, name));

const arrow = id => s('marker', { id, viewBox: '0 0 10 10', refX: '9', refY: '5', markerWidth: '7', markerHeight: '7', orient: 'auto-start-reverse' },
  s('path', { d: 'M0 0L10 5L0 10z' }));

/** Bowed to one side, so that two services that call each other are seen to. */
function line({ caller, callee, calls, returns }, places, marker) {
  const from = places.get(caller);
  const to = places.get(callee);
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const bow = { x: (-(to.y - from.y) / length) * BOW, y: ((to.x - from.x) / length) * BOW };
  const middle = { x: (from.x + to.x) / 2 + bow.x, y: (from.y + to.y) / 2 + bow.y };
  const start = edgeOfBox(from, middle);
  const end = edgeOfBox(to, middle);
  return s('g', { class: calls ? 'graph-line' : 'graph-line is-return' },
    s('path', { d: `M${start.x} ${start.y}Q${middle.x} ${middle.y} ${end.x} ${end.y}`, 'marker-end': `url(#${marker})` }),
    s('text', { x: middle.x, y: middle.y + 4, 'text-anchor': 'middle' }, number(calls + returns)));
}

/** Where a line from the box's middle to a point leaves the box. */
function edgeOfBox(middle, to) {
  const dx = to.x - middle.x;
  const dy = to.y - middle.y;
  const scale = Math.min(Math.abs((BOX.width / 2 + 2) / (dx || 1e-9)), Math.abs((BOX.height / 2 + 2) / (dy || 1e-9)), 1);
  return { x: middle.x + dx * scale, y: middle.y + dy * scale };
}

function move(token, from, to) {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const frames = [from, to].map(({ x, y }) => ({ transform: `translate(${x}px, ${y}px)` }));
  return token.animate(frames, { duration: isStill ? 1 : PACE_MS, easing: 'ease-in-out', fill: 'forwards' }).finished;
}
