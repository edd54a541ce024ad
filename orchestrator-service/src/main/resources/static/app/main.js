// The page: its frame, and the screen that the address asks for.

import './core/theme.js';
import { flow } from './core/api.js';
import { fill, h } from './core/dom.js';
import { beginFaults } from './core/faults.js';
import { t } from './core/language.js';
import { begin } from './core/live.js';
import { here } from './core/router.js';
import { frame } from './parts/frame.js';
import { problemBox } from './parts/state.js';
import { choreography } from './screens/choreography.js';
import { faults } from './screens/faults.js';
import { overview } from './screens/overview.js';
import { play } from './screens/play.js';
import { purchase } from './screens/purchase.js';
import { purchases } from './screens/purchases.js';
import { services } from './screens/services.js';

const page = frame();
document.body.prepend(...page.elements);
let leave = () => {};
let isFirst = true;

/** Each screen is a function from `{root, flow, parts, query}` to how to leave it; null says that there is no such screen. */
const screenFor = (name, parts) =>
  ({ '': overview, purchases: parts.length > 1 ? purchase : purchases, choreography, faults, play, services })[name ?? ''] ?? null;

function show(steps) {
  leave();
  const { parts, query } = here();
  const screen = screenFor(parts[0], parts);
  const root = h('div', { class: 'screen' });
  fill(page.main, root);
  page.arrived(parts[0] ?? '');
  window.scrollTo(0, 0);
  leave = screen?.({ root, flow: steps, parts: parts.slice(1), query }) ?? (() => {});
  if (!screen) {
    fill(root, h('h1', { tabindex: '-1' }, t('lost.title')), h('p', {}, h('a', { href: '#/' }, t('lost.home'))));
  }
  const heading = root.querySelector('h1');
  document.title = heading ? `${heading.textContent} · Maestro` : 'Maestro';
  if (!isFirst) {
    heading?.focus();
  }
  isFirst = false;
}

/** The steps are what everything is drawn by: without them there is nothing to show. */
async function start() {
  try {
    const steps = await flow();
    begin();
    beginFaults();
    window.addEventListener('hashchange', () => show(steps));
    show(steps);
  } catch (problem) {
    fill(page.main, problemBox(problem, h('button', { type: 'button', onclick: start }, t('problem.again'))));
  }
}

start();
