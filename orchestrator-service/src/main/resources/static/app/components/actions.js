// The commands of an operator, for one purchase or for several: cancel, run now, resolve.

import * as api from '../core/api.js';
import { h } from '../core/dom.js';
import { shortId, t } from '../core/i18n.js';
import { known } from '../core/services.js';
import { confirmCommand } from './dialog.js';
import { button, preview } from './elements.js';

const MAX_REQUESTS = 4;

export const can = {
  cancel: purchase => purchase.status === 'RUNNING' || purchase.status === 'COMPLETED',
  'run-now': purchase => purchase.needsAttention,
  resolve: purchase => purchase.needsAttention,
};

const urlOf = name => known.services.find(service => service.name === name)?.url ?? name;

/** The steps to undo as far as they are known now, in the order of their undos: the latest do first. */
function stepsToUndo(purchase) {
  const rank = step => (step.status === 'DONE' ? Date.parse(step.finishedAt) : Infinity);
  return purchase.steps.filter(step => step.status !== 'PENDING' && step.status !== 'UNDONE').reverse()
    .sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
}

function previewOf(command, purchase) {
  const text = h('p', {}, t(`preview.${command}`));
  const toUndo = stepsToUndo(purchase);
  if (command === 'resolve') {
    return [text, preview(toUndo.map(({ name, status }) => `${name}: ${t(`step.${status}`)}`))];
  }
  const isDo = command === 'run-now' && purchase.status === 'RUNNING';
  const steps = isDo ? purchase.steps.filter(step => step.status === 'RUNNING') : toUndo;
  const verb = isDo ? 'do' : 'undo';
  const item = ({ name }) => h('li', {}, h('strong', {}, t(`verb.${verb}`, { step: name })),
    h('code', { class: 'call' }, `POST ${urlOf(name)}/purchases/${shortId(purchase.id)}/${verb}`));
  return [text, h('ol', { class: 'preview' }, steps.map(item))];
}

/**
 * The button of a command for one purchase.
 *
 * @param current gives the purchase as it is at the click
 * @param onDone called after the engine has confirmed the command
 */
export function actionButton(command, current, onDone) {
  const execute = async reason => {
    const confirmed = await api.command(current().id, command, reason);
    onDone();
    return t(`confirmed.${command}`, { status: t(`status.${confirmed.status}`) });
  };
  const open = () => confirmCommand({
    title: t(`action.${command}.title`),
    preview: previewOf(command, current()),
    confirm: t(`action.${command}`),
    isDangerous: command !== 'run-now',
    execute,
  });
  const kind = command === 'run-now' ? 'primary' : 'danger';
  return button(t(`action.${command}`), open, { class: kind, 'data-action': command });
}

/** Executes a command for those of the selected purchases that allow it. */
export function bulkCommand(command, selected, onDone) {
  const purchases = selected.filter(can[command]);
  const n = purchases.length;
  const describe = ({ id, customer }) => [h('code', {}, shortId(id)), ` ${customer}`];
  const execute = async (reason, showProgress) => {
    const failed = await forEach(purchases, ({ id }) => api.command(id, command, reason), showProgress);
    onDone();
    const failures = failed.map(({ id, problem }) => [h('code', {}, shortId(id)), ` ${problem.message}`]);
    return [h('p', {}, t('bulk.done', { done: n - failed.length, n })), preview(failures)];
  };
  confirmCommand({
    title: t(`bulk.${command}.title`),
    preview: [
      h('p', {}, t('bulk.preview', { n, selected: selected.length })), h('p', {}, t(`bulk.${command}`)),
      preview(purchases.map(describe)), n > 10 && h('p', {}, t('bulk.more', { n: n - 10 })),
    ],
    confirm: t(`action.${command}`),
    isDangerous: command === 'cancel',
    execute,
  });
}

/** Does the work for a few purchases at a time. A failure does not stop the others; the failures are the result. */
async function forEach(purchases, work, showProgress) {
  const waiting = [...purchases];
  const failed = [];
  let done = 0;
  const worker = async () => {
    for (let purchase = waiting.shift(); purchase; purchase = waiting.shift()) {
      await work(purchase).catch(problem => failed.push({ id: purchase.id, problem }));
      done += 1;
      showProgress(t('bulk.progress', { done, n: purchases.length }));
    }
  };
  await Promise.all(Array.from({ length: MAX_REQUESTS }, worker));
  return failed;
}
