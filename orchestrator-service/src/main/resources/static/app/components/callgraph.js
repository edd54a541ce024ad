// A call graph of recorded calls, with a token that follows the calls of a purchase.

import { fill, h, s } from '../core/dom.js';
import { number, t } from '../core/i18n.js';

const WIDTH = 460;
const HEIGHT = 290;
const CENTRE = { x: WIDTH / 2, y: HEIGHT / 2 };
const RADIUS = { x: 165, y: 130 };
const BOX = { width: 106, height: 34 };
const CURVE = 16;
const MOVE_MS = 380;

/** @param centre the name of the node in the centre, or null */
export function callGraph(names, { label, centre = null }) {
  const positions = new Map(names.map((name, i) => [name, onEllipse(i, names.length)]));
  if (centre) {
    positions.set(centre, CENTRE);
  }
  const lines = s('g');
  const boxes = new Map([...positions].map(([name, position]) => [name, box(name, position)]));
  const token = s('circle', { class: 'graph-token', r: '9', cx: '0', cy: '0' });
  const marker = `arrow-${centre ?? 'none'}`;
  const viewBox = `0 0 ${WIDTH} ${HEIGHT}`;
  const picture = s('svg', { class: 'graph', viewBox, role: 'img', 'aria-label': label },
    s('defs', {}, arrow(marker)), lines, [...boxes.values()], token);
  const list = h('ul');
  const element = h('div', {}, picture, h('details', {}, h('summary', {}, t('choreography.asList')), list));

  /** Draws edges `{caller, callee, calls, returns}`; the result is those between nodes of this graph. */
  function draw(edges) {
    const known = edges.filter(({ caller, callee }) => positions.has(caller) && positions.has(callee));
    fill(lines, known.map(edge => line(edge, positions, marker)));
    fill(list, known.map(({ caller, callee, calls, returns }) =>
      h('li', {}, t('choreography.edge', { caller, callee, n: calls + returns }))));
    return known;
  }

  function show(states) {
    boxes.forEach((group, name) => {
      group.setAttribute('class', `graph-box is-${(states.get(name) ?? 'PENDING').toLowerCase()}`);
    });
  }

  /** Moves the token along calls, one after another; `onArrival` is called with each at its end. */
  async function play(calls, { kind = 'running', onArrival = () => {} } = {}) {
    token.setAttribute('class', `graph-token is-${kind} is-shown`);
    for (const call of calls) {
      const to = positions.get(call.callee);
      await move(token, positions.get(call.caller) ?? to, to);
      onArrival(call);
    }
    token.setAttribute('class', 'graph-token');
  }

  show(new Map());
  return { element, draw, show, play };
}

const onEllipse = (i, count) => {
  const angle = (i / count) * 2 * Math.PI - Math.PI / 2 - Math.PI / count;
  return { x: CENTRE.x + RADIUS.x * Math.cos(angle), y: CENTRE.y + RADIUS.y * Math.sin(angle) };
};

const box = (name, { x, y }) => s('g', {},
  s('rect', { x: x - BOX.width / 2, y: y - BOX.height / 2, width: BOX.width, height: BOX.height, rx: 9 }),
  s('text', { x, y: y + 4.5, 'text-anchor': 'middle' }, name));

function arrow(id) {
  const size = { refX: '9', refY: '5', markerWidth: '7', markerHeight: '7' };
  return s('marker', { id, viewBox: '0 0 10 10', ...size, orient: 'auto-start-reverse' },
    s('path', { d: 'M0 0L10 5L0 10z' }));
}

/** A curved line, so that the lines of two services that call each other do not overlap. */
function line({ caller, callee, calls, returns }, positions, marker) {
  const from = positions.get(caller);
  const to = positions.get(callee);
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const offset = { x: (-(to.y - from.y) / length) * CURVE, y: ((to.x - from.x) / length) * CURVE };
  const middle = { x: (from.x + to.x) / 2 + offset.x, y: (from.y + to.y) / 2 + offset.y };
  const start = edgeOfBox(from, middle);
  const end = edgeOfBox(to, middle);
  const d = `M${start.x} ${start.y}Q${middle.x} ${middle.y} ${end.x} ${end.y}`;
  return s('g', { class: calls ? 'graph-line' : 'graph-line is-return' },
    s('path', { d, 'marker-end': `url(#${marker})` }),
    s('text', { x: middle.x, y: middle.y + 4, 'text-anchor': 'middle' }, number(calls + returns)));
}

/** The point where a line from the centre of a box leaves the box. */
function edgeOfBox(centre, to) {
  const dx = to.x - centre.x;
  const dy = to.y - centre.y;
  const scaleX = Math.abs((BOX.width / 2 + 2) / (dx || 1e-9));
  const scaleY = Math.abs((BOX.height / 2 + 2) / (dy || 1e-9));
  const scale = Math.min(scaleX, scaleY, 1);
  return { x: centre.x + dx * scale, y: centre.y + dy * scale };
}

function move(token, from, to) {
  const isReduced = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const frames = [from, to].map(({ x, y }) => ({ transform: `translate(${x}px, ${y}px)` }));
  const duration = isReduced ? 1 : MOVE_MS;
  return token.animate(frames, { duration, easing: 'ease-in-out', fill: 'forwards' }).finished;
}
