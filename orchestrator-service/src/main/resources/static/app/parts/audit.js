// The audit as a permanent number, and the time of the last check.

import * as api from '../core/api.js';
import { fill, h } from '../core/dom.js';
import { t } from '../core/language.js';
import { number, time } from '../core/format.js';
import { toPurchase } from '../core/router.js';
import { icon } from './icon.js';
import { problemBox } from './state.js';

const MOST_LISTED = 10;

export function auditCard() {
  const told = h('div', { 'aria-live': 'polite' });
  const found = h('div');
  const again = h('button', { class: 'small', type: 'button', onclick: run }, t('audit.run'));
  const element = h('section', { class: 'card audit', 'aria-label': t('audit.title') },
    h('div', { class: 'row between' }, h('h2', {}, t('audit.title')), again), told, found);

  async function run() {
    again.disabled = true;
    fill(found, h('p', { class: 'hint' }, t('audit.running')));
    try {
      const report = await api.audit();
      show({ ...report, violations: report.violations.length });
      fill(found, h('ul', { class: 'preview' }, report.violations.slice(0, MOST_LISTED).map(violation)));
    } catch (problem) {
      fill(found, problemBox(problem));
    }
    again.disabled = false;
  }

  function show(audit) {
    if (!audit) {
      fill(told, h('p', { class: 'hint' }, t('audit.never')));
      return;
    }
    element.classList.toggle('is-alarm', audit.violations > 0);
    element.classList.toggle('is-done', audit.violations === 0);
    fill(told, h('p', { class: 'verdict' }, icon(audit.violations ? 'alarm' : 'shield'),
      h('strong', {}, t('audit.violations', { n: audit.violations })), ' ', h('span', {}, t('audit.checked', { n: audit.checked }))),
    h('p', { class: 'hint' }, t(audit.open ? 'audit.atBut' : 'audit.at', { time: time(audit.at), open: number(audit.open) })));
  }

  let last = null;
  return {
    element,
    show: audit => {
      if (JSON.stringify(audit) !== last) {
        last = JSON.stringify(audit);
        show(audit);
      }
    },
  };
}

const violation = ({ purchase, service, detail }) =>
  h('li', {}, purchase ? h('a', { href: toPurchase(purchase) }, purchase) : null, ` ${service ?? ''} ${detail}`);
