// A line chart of the last two minutes: a ring of samples, drawn as one path for each line.

import { fill, h, s, say } from '../core/dom.js';
import { now } from '../core/live.js';

const SPAN_MS = 120_000;
const MOST_SAMPLES = 300;
const WIDTH = 480;
const HEIGHT = 120;

/**
 * @param lines `{name, kind, value(summary)}`: `kind` chooses colour and dash
 * @param format of a value, for people
 */
export function chart({ title, lines, format }) {
  const samples = [];
  const paths = lines.map(line => s('path', { class: `line is-${line.kind}` }));
  const picture = s('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    [0.25, 0.5, 0.75, 1].map(part => s('path', { class: 'grid', d: `M0 ${HEIGHT * part}H${WIDTH}` })), paths);
  const values = lines.map(() => h('strong'));
  const peak = h('span', { class: 'peak' });
  const key = lines.map((line, i) => h('li', { class: `key is-${line.kind}` }, h('i', { 'aria-hidden': 'true' }), h('span', {}, line.name), values[i]));

  function draw() {
    const end = now();
    while (samples.length > 1 && (samples[1].at < end - SPAN_MS || samples.length > MOST_SAMPLES)) {
      samples.shift();
    }
    const highest = Math.max(1, ...samples.flatMap(sample => sample.values));
    say(peak, format(highest));
    paths.forEach((path, i) => path.setAttribute('d', trace(samples, i, end, highest)));
  }

  return {
    element: h('figure', { class: 'chart' }, h('figcaption', {}, h('h3', {}, title), fill(h('ul', { class: 'keys' }), key)),
      h('div', { class: 'plot' }, picture, peak)),
    add(summary) {
      const sample = { at: Date.parse(summary.at), values: lines.map(line => line.value(summary) ?? 0) };
      if (sample.at > (samples.at(-1)?.at ?? 0)) {
        samples.push(sample);
      }
      sample.values.forEach((value, i) => say(values[i], format(value)));
      draw();
    },
    draw,
  };
}

/** What was said last holds until something else is said. */
function trace(samples, i, end, highest) {
  const x = at => Math.max(0, WIDTH * (1 - (end - at) / SPAN_MS)).toFixed(1);
  const y = value => (HEIGHT - 2 - (HEIGHT - 12) * (value / highest)).toFixed(1);
  const points = samples.map(sample => `${x(sample.at)} ${y(sample.values[i])}`);
  return points.length ? `M${points.join('L')}H${WIDTH}` : '';
}
