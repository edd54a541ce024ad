// The result of the latest audit, and a button to run another.

import * as api from '../core/api.js';
import { fill, h } from '../core/dom.js';
import { t, time } from '../core/i18n.js';
import { purchaseUrl } from '../core/router.js';
import { attempt, between, hint, icon, messageArea, preview, smallButton } from './elements.js';

export function auditCard() {
  const result = messageArea();
  const details = h('div');
  const runButton = smallButton(t('audit.run'), run);
  const element = h('section', { class: 'card audit', 'aria-label': t('audit.title') },
    between(h('h2', {}, t('audit.title')), runButton), result, details);

  async function run() {
    runButton.disabled = true;
    fill(details, hint(t('audit.running')));
    await attempt(details, async () => {
      const report = await api.audit();
      draw({ ...report, violations: report.violations.length });
      fill(details, preview(report.violations.map(violation)));
    });
    runButton.disabled = false;
  }

  function draw(audit) {
    if (!audit) {
      fill(result, hint(t('audit.never')));
      return;
    }
    const { violations, checked, open, at } = audit;
    element.classList.toggle('is-alarm', violations > 0);
    element.classList.toggle('is-done', violations === 0);
    fill(result,
      h('p', { class: 'audit-result' }, icon(violations ? 'alarm' : 'shield'),
        h('strong', {}, t('audit.violations', { n: violations })), ' ', t('audit.checked', { n: checked })),
      hint(t(open ? 'audit.atExcept' : 'audit.at', { time: time(at), n: open })));
  }

  let last = null;
  return {
    element,
    show: audit => {
      if (JSON.stringify(audit) !== last) {
        last = JSON.stringify(audit);
        draw(audit);
      }
    },
  };
}

const violation = ({ purchase, service, detail }) =>
  [purchase && h('a', { href: purchaseUrl(purchase) }, purchase), ` ${service ?? ''} ${detail}`];
