// Lessons: one click arms the fault and buys; what is to be seen and why stands beside it. The fault is taken away again, come what may.

import { arm, clear } from '../core/api.js';
import { fill, h } from '../core/dom.js';
import { refresh } from '../core/faults.js';
import { follow, isFinal } from '../core/follow.js';
import { t } from '../core/language.js';
import { LESSONS } from '../story/lessons.js';
import { icon } from './icon.js';
import { buy } from './order.js';
import { problemBox } from './state.js';
import { watched } from './watched.js';

/** The faults that lessons have armed in this page: `service/id`. */
const mine = new Map();

/** By the service's answer the fault armed last is ours. */
async function armed([service, fault]) {
  const active = await arm(service, fault);
  const { id } = active.at(-1);
  mine.set(`${service}/${id}`, { service, id });
  return { service, id };
}

/** A fault that is spent, or went with its service's crash, is gone already. */
async function tidy(faults) {
  await Promise.allSettled(faults.map(({ service, id }) => clear(service, id)));
  faults.forEach(({ service, id }) => mine.delete(`${service}/${id}`));
  refresh();
}

/** Ends with the purchase, wherever in this page one has gone meanwhile; another lesson ends it at once. */
let endLast = () => {};

function guard(id, faults) {
  const following = follow(id, ({ purchase }) => isFinal(purchase) && end());
  function end() {
    following.stop();
    return tidy(faults.splice(0));
  }
  endLast = end;
  return end;
}

/** Whoever closes the page in the middle of a lesson leaves no fault behind. */
window.addEventListener('pagehide', () => mine.forEach(({ service, id }) =>
  fetch(`/services/${encodeURIComponent(service)}/faults/${encodeURIComponent(id)}`, { method: 'DELETE', keepalive: true })));

export function lessonCards(names, first) {
  const place = h('div', { class: 'lesson-place', 'aria-live': 'polite' });
  const buttons = LESSONS.map(lesson => h('button', { class: 'lesson', type: 'button', 'data-lesson': lesson.name, 'aria-pressed': 'false', onclick: () => run(lesson) },
    h('span', { class: `badge is-${lesson.ends.toLowerCase()}` }, icon(lesson.ends === 'COMPLETED' ? 'done' : 'undo')), h('strong', {}, t(`lesson.${lesson.name}`)), h('span', { class: 'hint' }, t(`lesson.${lesson.name}.short`))));
  let close = () => {};

  async function run(lesson) {
    close();
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(LESSONS[i] === lesson)));
    const view = h('div');
    fill(place, h('h3', {}, t(`lesson.${lesson.name}`)), h('p', { class: 'lesson-text' }, t(`lesson.${lesson.name}.see`), ' ', t(`lesson.${lesson.name}.why`)),
      lesson.command ? h('p', {}, t('lessons.command'), ' ', h('code', {}, lesson.command)) : null, view);
    const faults = [];
    endLast();
    try {
      for (const fault of lesson.faults ?? []) {
        faults.push(await armed(fault));
      }
      refresh();
      const purchase = await buy({ customer: `${lesson.name}@lesson.example`, ...lesson.order });
      const end = guard(purchase.id, faults);
      const shown = watched(purchase.id, names, async now => {
        await end();
        view.append(h('p', { class: 'success', 'data-lesson-over': lesson.name }, t(now.status === lesson.ends ? 'lessons.over' : 'lessons.otherwise', { status: t(`status.${now.status}`) })));
      });
      close = shown.close;
      fill(view, shown.element, h('p', {}, h('button', { class: 'small', type: 'button', onclick: end }, t('lessons.tidy'))));
    } catch (problem) {
      fill(view, problemBox(problem));
      tidy(faults);
    }
  }

  const asked = LESSONS.find(lesson => lesson.name === first);
  const element = h('div', {}, h('div', { class: 'lessons' }, buttons), place);
  if (asked) {
    fill(place, h('p', {}, h('button', { class: 'primary', type: 'button', onclick: () => run(asked) }, t('lessons.run', { name: t(`lesson.${asked.name}`) }))));
  }
  return { element, close: () => close() };
}
