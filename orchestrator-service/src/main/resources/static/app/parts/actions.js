// Stepping in: cancel, run now, resolve. One purchase or several at once.

import * as api from '../core/api.js';
import { h } from '../core/dom.js';
import { t } from '../core/language.js';
import { known } from '../core/faults.js';
import { shortId } from '../core/format.js';
import { ask } from './dialog.js';

const AT_ONCE = 4;

export const can = {
  cancel: purchase => purchase.status === 'RUNNING' || purchase.status === 'COMPLETED',
  'run-now': purchase => purchase.needsAttention,
  resolve: purchase => purchase.needsAttention,
};

const url = name => known.services.find(service => service.name === name)?.url ?? name;

/** The steps that will be undone, in that order, as far as it is known by now: what was done last comes first. */
function toUndo(purchase) {
  const began = purchase.steps.filter(step => step.status !== 'PENDING' && step.status !== 'UNDONE');
  const rank = step => (step.status === 'DONE' ? Date.parse(step.finishedAt) : Infinity);
  return began.map((step, i) => ({ step, i })).sort((a, b) => rank(b.step) - rank(a.step) || b.i - a.i).map(({ step }) => step);
}

function callsOf(verb, purchase) {
  const steps = toUndo(purchase);
  if (verb === 'resolve') {
    return [h('p', {}, t('preview.resolve')), h('ul', { class: 'preview' }, steps.map(step => h('li', {}, t('preview.held', { step: step.name, status: t(`step.${step.status}`) }))))];
  }
  const now = verb === 'run-now' && purchase.status === 'RUNNING' ? purchase.steps.filter(step => step.status === 'RUNNING') : steps;
  const kind = verb === 'run-now' && purchase.status === 'RUNNING' ? 'do' : 'undo';
  return [h('p', {}, t(`preview.${verb}`)), h('ol', { class: 'preview' }, now.map(step =>
    h('li', {}, h('strong', {}, t(`verb.${kind}`, { step: step.name })), h('code', { class: 'call' }, `POST ${url(step.name)}/purchases/${shortId(purchase.id)}/${kind}`))))];
}

/** Asks for one, as `current` gives it by then. `after` is called once the engine has confirmed it. */
export function actionButton(verb, current, after) {
  const act = async reason => {
    const confirmed = await api.step(current().id, verb, reason);
    after();
    return t(`confirmed.${verb}`, { status: t(`status.${confirmed.status}`) });
  };
  const open = () => ask({ title: t(`action.${verb}.title`), preview: callsOf(verb, current()), confirm: t(`action.${verb}`), isDangerous: verb !== 'run-now', act });
  return h('button', { type: 'button', class: verb === 'run-now' ? 'primary' : 'danger', 'data-action': verb, onclick: open }, t(`action.${verb}`));
}

/** Asks for all those of the chosen that it can be done to. */
export function bulk(verb, chosen, after) {
  const able = chosen.filter(can[verb]);
  const preview = [h('p', {}, t('bulk.preview', { n: able.length, chosen: chosen.length })), h('p', {}, t(`bulk.${verb}`)),
    h('ul', { class: 'preview' }, able.slice(0, 10).map(purchase => h('li', {}, h('code', {}, shortId(purchase.id)), ' ', purchase.customer)),
      able.length > 10 ? h('li', {}, t('bulk.more', { n: able.length - 10 })) : null)];
  ask({ title: t(`bulk.${verb}.title`), preview, confirm: t(`action.${verb}`), isDangerous: verb === 'cancel',
    act: (reason, progress) => all(able, purchase => api.step(purchase.id, verb, reason), progress).then(failed => {
      after();
      return [h('p', {}, t('bulk.done', { done: able.length - failed.length, n: able.length })),
        failed.length ? h('ul', { class: 'preview' }, failed.slice(0, 10).map(one => h('li', {}, h('code', {}, shortId(one.purchase.id)), ' ', one.problem.message))) : null];
    }) });
}

/** A few at a time; what fails is told and doesn't stop the others. */
async function all(purchases, work, progress) {
  const waiting = [...purchases];
  const failed = [];
  let done = 0;
  const worker = async () => {
    for (let purchase = waiting.shift(); purchase; purchase = waiting.shift()) {
      await work(purchase).catch(problem => failed.push({ purchase, problem }));
      done += 1;
      progress(t('bulk.progress', { done, n: purchases.length }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failed;
}
