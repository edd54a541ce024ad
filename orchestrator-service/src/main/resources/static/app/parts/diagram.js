// The flow as its BPMN diagram, with tokens on it.

import { h } from '../core/dom.js';
import { t } from '../core/language.js';
import { icon } from './icon.js';
import { drawCounts, drawState, sayService } from './tokens.js';
import { loadViewer, makeViewer } from './viewer.js';

const MARGIN = 24;

/** Draws it. Null if it can't be drawn; the steps as a row then stand for it. */
export async function diagram(xml) {
  const BpmnJS = await loadViewer();
  if (!BpmnJS || !xml) {
    return null;
  }
  const canvasHome = h('div', { class: 'diagram-canvas' });
  const viewer = makeViewer(BpmnJS, canvasHome);
  try {
    await viewer.importXML(xml);
  } catch (error) {
    console.warn('The diagram cannot be drawn:', error.message);
    viewer.destroy();
    return null;
  }
  return drawn(viewer, canvasHome);
}

function drawn(viewer, canvasHome) {
  const registry = viewer.get('elementRegistry');
  const canvas = viewer.get('canvas');
  const tasks = findTasks(registry);
  const scroll = h('div', { class: 'diagram-scroll', tabindex: '0', role: 'group', 'aria-label': t('flow.drawing') }, canvasHome);
  const fit = () => show(canvas, canvasHome, scroll);
  const sizes = new ResizeObserver(fit);
  sizes.observe(scroll);

  const each = draw => tasks.forEach((task, name) => {
    draw(name, task);
  });

  function paint({ task, undo }, status) {
    const isUndo = undo && (status === 'UNDOING' || status === 'UNDONE');
    drawState(registry.getGraphics(task), task, status);
    if (undo) {
      drawState(registry.getGraphics(undo), undo, isUndo ? status : 'PENDING');
    }
  }

  each((name, { task }) => sayService(registry.getGraphics(task), task, name));
  return {
    element: h('div', { class: 'diagram' }, scroll, buttons(canvas, fit)),
    close: () => {
      sizes.disconnect();
      viewer.destroy();
    },
    show: ({ states, at, verb }) => {
      each((name, task) => paint(task, states.get(name) ?? 'PENDING'));
      each((name, { task }) => registry.getGraphics(task).classList.toggle('is-here', name === at));
      const from = [...states].filter(([, status]) => status === 'UNDOING' || status === 'UNDONE').map(([name]) => name);
      lightUp(registry, canvas, tasks, verb === 'undo' ? from : []);
    },
    count: steps => {
      const by = new Map(steps.map(step => [step.step, step]));
      const none = { doing: 0, undoing: 0 };
      each((name, { task, undo }) => {
        const { doing, undoing } = by.get(name) ?? none;
        drawCounts(registry.getGraphics(task), task, { doing, undoing: undo ? 0 : undoing });
        if (undo) {
          drawCounts(registry.getGraphics(undo), undo, { doing: 0, undoing });
        }
      });
      lightUp(registry, canvas, tasks, steps.filter(step => step.undoing > 0).map(step => step.step));
    },
  };
}

/** A task is known by its property `service`; the compensation of the task that it hangs on is that one's undo. */
function findTasks(registry) {
  const tasks = new Map();
  const undos = registry.filter(element => element.businessObject.isForCompensation && element.type !== 'label');
  for (const element of registry.filter(one => /Task$/.test(one.type) && !one.businessObject.isForCompensation)) {
    const name = property(element.businessObject, 'service') ?? element.businessObject.name;
    const undo = undos.find(one => property(one.businessObject, 'service') === name || hangsOn(one, element));
    tasks.set(name, { task: element, undo });
  }
  return tasks;
}

function property(businessObject, name) {
  const all = (businessObject.extensionElements?.values ?? []).flatMap(value => value.$children ?? value.values ?? []);
  return all.find(one => one.name === name)?.value;
}

const hangsOn = (undo, task) =>
  undo.incoming.some(association => association.source?.host === task || association.source === task);

/** The way back: what leads to these steps, lit in reverse. */
function lightUp(registry, canvas, tasks, names) {
  const back = new Set();
  const waiting = names.map(name => tasks.get(name)?.task).filter(Boolean);
  while (waiting.length) {
    for (const flow of waiting.pop().incoming) {
      if (!back.has(flow.id) && flow.type === 'bpmn:SequenceFlow') {
        back.add(flow.id);
        waiting.push(flow.source);
      }
    }
  }
  registry.forEach(element => {
    if (element.type === 'bpmn:SequenceFlow') {
      registry.getGraphics(element).classList.toggle('is-way-back', back.has(element.id));
    }
  });
}

/** The whole drawing in the width there is; where that would be too small to read, it scrolls. */
function show(canvas, home, scroll) {
  const { inner } = canvas.viewbox();
  if (!inner.width || !scroll.clientWidth) {
    return;
  }
  const scale = Math.min(1.35, Math.max(0.5, (scroll.clientWidth - 2 * MARGIN) / inner.width));
  home.style.width = `${Math.max(scroll.clientWidth - 2, inner.width * scale + 2 * MARGIN)}px`;
  home.style.height = `${inner.height * scale + 2 * MARGIN}px`;
  canvas.resized();
  const width = home.clientWidth / scale;
  const height = home.clientHeight / scale;
  canvas.viewbox({ x: inner.x + (inner.width - width) / 2, y: inner.y + (inner.height - height) / 2, width, height });
}

function buttons(canvas, fit) {
  const button = (name, label, work) => h('button', { class: 'small', type: 'button', title: label, 'aria-label': label, onclick: work }, icon(name));
  return h('div', { class: 'diagram-buttons' },
    button('plus', t('flow.larger'), () => canvas.zoom(canvas.zoom() * 1.25)),
    button('minus', t('flow.smaller'), () => canvas.zoom(canvas.zoom() / 1.25)),
    button('fit', t('flow.fit'), fit));
}
