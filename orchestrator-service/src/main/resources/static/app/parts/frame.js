// What is around every screen: where one can go, whether the page is live, armed faults, language and theme.

import { fill, h, say } from '../core/dom.js';
import { armed, clearAll, onServices } from '../core/faults.js';
import { language, LANGUAGES, speak, t } from '../core/language.js';
import { watch } from '../core/live.js';
import { time } from '../core/format.js';
import { chooseTheme, theme } from '../core/theme.js';
import { icon } from './icon.js';

const SCREENS = ['', 'purchases', 'play', 'faults', 'services', 'choreography'];

export function frame() {
  const links = new Map(SCREENS.map(name => [name, h('a', { href: `#/${name}` }, t(`nav.${name || 'overview'}`))]));
  const list = h('ul', {}, [...links.values()].map(link => h('li', {}, link)));
  const main = h('main', { id: 'main', tabindex: '-1' });
  const header = h('header', { class: 'top' },
    h('a', { class: 'skip', href: '#main', onclick: event => { event.preventDefault(); main.focus(); } }, t('nav.skip')),
    h('a', { class: 'brand', href: '#/' }, h('img', { src: 'logo.svg', alt: '', width: '30', height: '30' }), 'Maestro'),
    h('nav', { 'aria-label': t('nav.label') }, list),
    h('div', { class: 'tools' }, connectionPill(), languageChoice(), themeButton()));
  return {
    elements: [header, lostBanner(), faultBanner(), main],
    main,
    arrived: name => {
      links.forEach(link => link.removeAttribute('aria-current'));
      const link = links.get(name);
      if (link) {
        link.setAttribute('aria-current', 'page');
        // Not by `scrollIntoView`: Tab would go on from there, past the way to the content.
        list.scrollLeft += middle(link) - middle(list);
      }
    },
  };
}

function middle(element) {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}

function connectionPill() {
  const text = h('span');
  const pill = h('span', { class: 'live' }, h('i', { 'aria-hidden': 'true' }), text);
  const show = ({ connection }) => {
    pill.dataset.connection = connection;
    say(text, t(`live.${connection}`));
  };
  show({ connection: 'connecting' });
  watch(show);
  return pill;
}

/** Says so when the connection is lost, and from when what is seen is. */
function lostBanner() {
  const banner = h('div', { class: 'banner is-alarm', role: 'status', hidden: true });
  watch(({ connection, since }) => {
    const isLost = connection === 'lost';
    banner.hidden = !isLost;
    say(banner, isLost ? t('live.lostSince', { time: time(since) }) : '');
  });
  return banner;
}

function faultBanner() {
  const text = h('span');
  const banner = h('div', { class: 'banner is-undoing', hidden: true, role: 'region', 'aria-label': t('faults.armed') },
    icon('alarm'), text, h('a', { href: '#/faults' }, t('faults.see')),
    h('button', { class: 'small', type: 'button', onclick: () => clearAll().catch(problem => say(text, problem.message)) }, t('faults.clearAll')));
  onServices(() => {
    const faults = armed();
    banner.hidden = faults.length === 0;
    say(text, t('faults.banner', { n: faults.length, what: faults.slice(0, 3).map(fault => `${fault.service} ${fault.on} ${fault.kind}`).join(', ') + (faults.length > 3 ? ' …' : '') }));
  });
  return banner;
}

function languageChoice() {
  return h('div', { class: 'choice', role: 'group', 'aria-label': t('nav.language') }, Object.entries(LANGUAGES).map(([code, name]) =>
    h('button', { class: 'small plain', type: 'button', lang: code, title: name, 'aria-pressed': String(code === language), onclick: () => speak(code) }, code.slice(0, 2).toUpperCase())));
}

function themeButton() {
  const button = h('button', { class: 'small plain', type: 'button', onclick: () => {
    chooseTheme(theme() === 'dark' ? 'light' : 'dark');
    show();
  } });
  const show = () => {
    fill(button, icon(theme() === 'dark' ? 'sun' : 'moon'));
    const label = t(theme() === 'dark' ? 'nav.light' : 'nav.dark');
    button.setAttribute('aria-label', label);
    button.title = label;
  };
  show();
  return button;
}
