// The page around the screens: navigation, connection, armed faults, language and theme.

import { fill, h, setText } from '../core/dom.js';
import { language, LANGUAGES, setLanguage, t, time } from '../core/i18n.js';
import { onLive } from '../core/live.js';
import { armedFaults, clearAllFaults, onServices } from '../core/services.js';
import { setTheme, theme } from '../core/theme.js';
import { button, icon, smallButton } from './elements.js';

const SCREENS = ['', 'purchases', 'play', 'faults', 'services', 'choreography'];

export function frame() {
  const link = name => h('a', { href: `#/${name}` }, t(`nav.${name || 'overview'}`));
  const links = new Map(SCREENS.map(name => [name, link(name)]));
  const list = h('ul', {}, [...links.values()].map(one => h('li', {}, one)));
  const main = h('main', { id: 'main', tabindex: '-1' });
  const skip = event => {
    event.preventDefault();
    main.focus();
  };
  const logo = h('img', { src: 'logo.svg', alt: '', width: '30', height: '30' });
  const header = h('header', { class: 'top' },
    h('a', { class: 'skip', href: '#main', onclick: skip }, t('nav.skip')),
    h('a', { class: 'brand', href: '#/' }, logo, 'Maestro'),
    h('nav', { 'aria-label': t('nav.label') }, list),
    h('div', { class: 'tools' }, connectionPill(), languageChoice(), themeButton()));
  return {
    elements: [header, connectionBanner(), faultBanner(), main],
    main,
    setCurrent: name => {
      links.forEach(one => one.removeAttribute('aria-current'));
      const current = links.get(name);
      if (current) {
        current.setAttribute('aria-current', 'page');
        // Without scrollIntoView: it would move the start of Tab past the skip link.
        list.scrollLeft += middle(current) - middle(list);
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
    setText(text, t(`live.${connection}`));
  };
  show({ connection: 'connecting' });
  onLive(show);
  return pill;
}

/** Says that the connection is lost, and how old the data is. */
function connectionBanner() {
  const banner = h('div', { class: 'banner is-alarm', role: 'status', hidden: true });
  onLive(({ connection, lostSince }) => {
    const isLost = connection === 'lost';
    banner.hidden = !isLost;
    setText(banner, isLost ? t('live.lostSince', { time: time(lostSince) }) : '');
  });
  return banner;
}

function faultBanner() {
  const text = h('span');
  const clear = () => clearAllFaults().catch(problem => setText(text, problem.message));
  const banner = h('div', { class: 'banner is-undoing', hidden: true, role: 'region', 'aria-label': t('faults.armed') },
    icon('alarm'), text, h('a', { href: '#/faults' }, t('faults.show')), smallButton(t('faults.clearAll'), clear));
  onServices(() => {
    const faults = armedFaults();
    const first = faults.slice(0, 3).map(({ service, on, kind }) => `${service} ${on} ${kind}`).join(', ');
    banner.hidden = faults.length === 0;
    setText(text, t('faults.banner', { n: faults.length, faults: first + (faults.length > 3 ? ' …' : '') }));
  });
  return banner;
}

function languageChoice() {
  const choice = ([code, name]) => button(code.slice(0, 2).toUpperCase(), () => setLanguage(code),
    { class: 'small plain', lang: code, title: name, 'aria-pressed': String(code === language) });
  const choices = Object.entries(LANGUAGES).map(choice);
  return h('div', { class: 'choice', role: 'group', 'aria-label': t('nav.language') }, choices);
}

function themeButton() {
  const toggle = button('', () => {
    setTheme(theme() === 'dark' ? 'light' : 'dark');
    show();
  }, { class: 'small plain' });
  const show = () => {
    fill(toggle, icon(theme() === 'dark' ? 'sun' : 'moon'));
    toggle.title = t(theme() === 'dark' ? 'nav.light' : 'nav.dark');
    toggle.setAttribute('aria-label', toggle.title);
  };
  show();
  return toggle;
}
