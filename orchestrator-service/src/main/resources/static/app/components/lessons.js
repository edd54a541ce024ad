// Lessons: one click arms the faults of a lesson and buys. The faults are cleared at the end of the purchase.

import * as api from '../core/api.js';
import { fill, h } from '../core/dom.js';
import { follow, isFinal } from '../core/follow.js';
import { t } from '../core/i18n.js';
import { buy } from '../core/order.js';
import { refreshServices } from '../core/services.js';
import { LESSONS } from '../scenarios/lessons.js';
import { button, icon, messageArea, problemBox, smallButton } from './elements.js';
import { purchaseProgress } from './progress.js';

/** The paths of the faults that this page has armed and not yet cleared. */
const armed = new Set();

const pathOf = ({ service, id }) => `/services/${encodeURIComponent(service)}/faults/${encodeURIComponent(id)}`;

/** Arms a fault. The services list the latest fault last. */
async function arm([service, fault]) {
  const { id } = (await api.arm(service, fault)).at(-1);
  armed.add(pathOf({ service, id }));
  return { service, id };
}

/** Clears faults. A fault without strikes left, or of a service that has crashed, no longer exists. */
async function clear(faults) {
  await Promise.allSettled(faults.map(({ service, id }) => api.clear(service, id)));
  faults.forEach(fault => armed.delete(pathOf(fault)));
  refreshServices();
}

/** Ends the current lesson: clears its faults. */
let endLesson = () => {};

/** Ends the lesson with its purchase, also while another screen is shown. */
function clearAtEnd(id, faults) {
  const end = () => {
    following.stop();
    return clear(faults.splice(0));
  };
  const following = follow(id, ({ purchase }) => isFinal(purchase?.status) && end());
  endLesson = end;
  return end;
}

/** A closed page leaves no fault armed. */
window.addEventListener('pagehide', () =>
  armed.forEach(path => fetch(path, { method: 'DELETE', keepalive: true })));

export function lessonCards(names, first) {
  const result = messageArea();
  result.className = 'lesson-result';
  const lessonButton = lesson => button(
    [h('span', { class: `badge is-${lesson.ends.toLowerCase()}` }, icon(lesson.ends === 'COMPLETED' ? 'done' : 'undo')),
      h('strong', {}, t(`lesson.${lesson.name}`)), h('span', { class: 'hint' }, t(`lesson.${lesson.name}.short`))],
    () => run(lesson), { class: 'lesson', 'data-lesson': lesson.name, 'aria-pressed': 'false' });
  const buttons = LESSONS.map(lessonButton);
  let close = () => {};

  async function run(lesson) {
    const { name, command, ends } = lesson;
    close();
    buttons.forEach((one, i) => one.setAttribute('aria-pressed', String(LESSONS[i] === lesson)));
    const view = h('div');
    fill(result, h('h3', {}, t(`lesson.${name}`)),
      h('p', { class: 'lesson-text' }, t(`lesson.${name}.see`), ' ', t(`lesson.${name}.why`)),
      command && h('p', {}, t('lessons.command'), ' ', h('code', {}, command)), view);
    const faults = [];
    endLesson();
    try {
      for (const fault of lesson.faults ?? []) {
        faults.push(await arm(fault));
      }
      refreshServices();
      const { id } = await buy({ customer: `${name}@lesson.example`, ...lesson.order });
      const end = clearAtEnd(id, faults);
      const progress = purchaseProgress(id, names, async ({ status }) => {
        await end();
        const text = t(status === ends ? 'lessons.expected' : 'lessons.unexpected', { status: t(`status.${status}`) });
        view.append(h('p', { class: 'success', 'data-lesson-over': name }, text));
      });
      close = progress.close;
      fill(view, progress.element, h('p', {}, smallButton(t('lessons.clear'), end)));
    } catch (problem) {
      fill(view, problemBox(problem));
      clear(faults);
    }
  }

  const requested = LESSONS.find(lesson => lesson.name === first);
  if (requested) {
    const label = t('lessons.run', { name: t(`lesson.${first}`) });
    fill(result, h('p', {}, button(label, () => run(requested), { class: 'primary' })));
  }
  return { element: h('div', {}, h('div', { class: 'lessons' }, buttons), result), close: () => close() };
}
