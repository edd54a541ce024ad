// The page: its frame, and the screen of the current route.

import './core/theme.js';
import { flow } from './core/api.js';
import { fill, h } from './core/dom.js';
import { t } from './core/i18n.js';
import { connect } from './core/live.js';
import { currentRoute } from './core/router.js';
import { startServiceUpdates } from './core/services.js';
import { frame } from './components/frame.js';
import { button, heading, problemBox } from './components/elements.js';
import { choreography } from './screens/choreography.js';
import { faults } from './screens/faults.js';
import { overview } from './screens/overview.js';
import { play } from './screens/play.js';
import { purchase } from './screens/purchase.js';
import { purchases } from './screens/purchases.js';
import { services } from './screens/services.js';

const page = frame();
document.body.prepend(...page.elements);
let close = () => {};
let isFirst = true;

/** A screen is a function of `{root, flow, parts, query}`; its result is a function that closes it. */
const screenOf = ([name = '', id]) =>
  ({ '': overview, purchases: id ? purchase : purchases, choreography, faults, play, services })[name] ?? notFound;

const notFound = ({ root }) => {
  fill(root, heading(t('notFound.title')), h('p', {}, h('a', { href: '#/' }, t('notFound.home'))));
  return () => {};
};

function show(steps) {
  close();
  const { parts, query } = currentRoute();
  const root = h('div', { class: 'screen' });
  fill(page.main, root);
  page.setCurrent(parts[0] ?? '');
  window.scrollTo(0, 0);
  close = screenOf(parts)({ root, flow: steps, parts: parts.slice(1), query });
  const title = root.querySelector('h1');
  document.title = `${title.textContent} · Maestro`;
  if (!isFirst) {
    title.focus();
  }
  isFirst = false;
}

async function start() {
  try {
    const steps = await flow();
    connect();
    startServiceUpdates();
    window.addEventListener('hashchange', () => show(steps));
    show(steps);
  } catch (problem) {
    fill(page.main, problemBox(problem, button(t('problem.retry'), start)));
  }
}

start();
