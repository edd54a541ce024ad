// A line chart of the last two minutes.

import { h, s, setText } from '../core/dom.js';
import { now } from '../core/live.js';

const SPAN_MS = 120_000;
const MAX_SAMPLES = 300;
const WIDTH = 480;
const HEIGHT = 120;

/**
 * @param lines `{name, kind, value(summary)}`; the kind selects colour and dash
 * @param format formats a value
 */
export function chart({ title, lines, format }) {
  const samples = [];
  const paths = lines.map(line => s('path', { class: `line is-${line.kind}` }));
  const grid = [0.25, 0.5, 0.75, 1].map(part => s('path', { class: 'grid', d: `M0 ${HEIGHT * part}H${WIDTH}` }));
  const viewBox = `0 0 ${WIDTH} ${HEIGHT}`;
  const picture = s('svg', { viewBox, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, grid, paths);
  const values = lines.map(() => h('strong'));
  const peak = h('span', { class: 'peak' });
  const keys = lines.map((line, i) => h('li', { class: `key is-${line.kind}` },
    h('i', { 'aria-hidden': 'true' }), h('span', {}, line.name), values[i]));

  function draw() {
    const end = now();
    while (samples.length > 1 && (samples[1].at < end - SPAN_MS || samples.length > MAX_SAMPLES)) {
      samples.shift();
    }
    const max = Math.max(1, ...samples.flatMap(sample => sample.values));
    setText(peak, format(max));
    paths.forEach((path, i) => path.setAttribute('d', linePath(samples, i, end, max)));
  }

  return {
    element: h('figure', { class: 'chart' }, h('figcaption', {}, h('h3', {}, title), h('ul', { class: 'keys' }, keys)),
      h('div', { class: 'plot' }, picture, peak)),
    add(summary) {
      const sample = { at: Date.parse(summary.at), values: lines.map(line => line.value(summary) ?? 0) };
      if (sample.at > (samples.at(-1)?.at ?? 0)) {
        samples.push(sample);
      }
      sample.values.forEach((value, i) => setText(values[i], format(value)));
      draw();
    },
    draw,
  };
}

/** The path of a line. The last value extends to the right edge. */
function linePath(samples, i, end, max) {
  const x = at => Math.max(0, WIDTH * (1 - (end - at) / SPAN_MS)).toFixed(1);
  const y = value => (HEIGHT - 2 - (HEIGHT - 12) * (value / max)).toFixed(1);
  const points = samples.map(sample => `${x(sample.at)} ${y(sample.values[i])}`);
  return points.length ? `M${points.join('L')}H${WIDTH}` : '';
}
