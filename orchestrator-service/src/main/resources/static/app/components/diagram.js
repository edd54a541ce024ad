// The flow as its BPMN diagram, with tokens on the tasks.

import { h } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { icon, smallButton } from './elements.js';
import { drawCounts, drawService, drawState } from './tokens.js';
import { loadViewer, makeViewer } from './viewer.js';

const MARGIN = 24;

/** Renders a diagram. The result is null if that is not possible; the step list then takes its place. */
export async function renderDiagram(xml) {
  const BpmnJS = await loadViewer();
  if (!BpmnJS || !xml) {
    return null;
  }
  const container = h('div', { class: 'diagram-canvas' });
  const viewer = makeViewer(BpmnJS, container);
  try {
    await viewer.importXML(xml);
  } catch (error) {
    console.warn('The diagram cannot be rendered:', error.message);
    viewer.destroy();
    return null;
  }
  return diagramView(viewer, container);
}

function diagramView(viewer, container) {
  const registry = viewer.get('elementRegistry');
  const canvas = viewer.get('canvas');
  const tasks = findTasks(registry);
  const label = t('flow.diagram');
  const scroll = h('div', { class: 'diagram-scroll', tabindex: '0', role: 'group', 'aria-label': label }, container);
  const fit = () => fitToWidth(canvas, container, scroll);
  const resizes = new ResizeObserver(fit);
  resizes.observe(scroll);

  const graphics = element => registry.getGraphics(element);

  function paint({ task, undo }, status) {
    const isUndo = undo && (status === 'UNDOING' || status === 'UNDONE');
    drawState(graphics(task), task, status);
    if (undo) {
      drawState(graphics(undo), undo, isUndo ? status : 'PENDING');
    }
  }

  tasks.forEach(({ task }, name) => drawService(graphics(task), task, name));
  return {
    element: h('div', { class: 'diagram' }, scroll, zoomButtons(canvas, fit)),
    close: () => {
      resizes.disconnect();
      viewer.destroy();
    },
    show: ({ states, step, verb }) => {
      tasks.forEach((task, name) => {
        paint(task, states.get(name) ?? 'PENDING');
        graphics(task.task).classList.toggle('is-current', name === step);
      });
      const undone = [...states].filter(([, status]) => status === 'UNDOING' || status === 'UNDONE');
      highlightPaths(registry, tasks, verb === 'undo' ? undone.map(([name]) => name) : []);
    },
    count: steps => {
      const totals = new Map(steps.map(total => [total.step, total]));
      tasks.forEach(({ task, undo }, name) => {
        const { doing, undoing } = totals.get(name) ?? { doing: 0, undoing: 0 };
        drawCounts(graphics(task), task, { doing, undoing: undo ? 0 : undoing });
        if (undo) {
          drawCounts(graphics(undo), undo, { doing: 0, undoing });
        }
      });
      highlightPaths(registry, tasks, steps.filter(total => total.undoing > 0).map(total => total.step));
    },
  };
}

/** The tasks `{task, undo}` by their property `service`. The undo is the compensation task that belongs to the task. */
function findTasks(registry) {
  const tasks = new Map();
  const undos = registry.filter(element => element.businessObject.isForCompensation && element.type !== 'label');
  for (const task of registry.filter(one => /Task$/.test(one.type) && !one.businessObject.isForCompensation)) {
    const name = property(task.businessObject, 'service') ?? task.businessObject.name;
    const undo = undos.find(one => property(one.businessObject, 'service') === name || compensates(one, task));
    tasks.set(name, { task, undo });
  }
  return tasks;
}

function property(businessObject, name) {
  const extensions = businessObject.extensionElements?.values ?? [];
  return extensions.flatMap(value => value.$children ?? value.values ?? []).find(one => one.name === name)?.value;
}

const compensates = (undo, task) =>
  undo.incoming.some(association => association.source?.host === task || association.source === task);

/** Highlights the sequence flows that lead to these steps: the path of the undos. */
function highlightPaths(registry, tasks, names) {
  const path = new Set();
  const pending = names.map(name => tasks.get(name)?.task).filter(Boolean);
  while (pending.length) {
    for (const flow of pending.pop().incoming) {
      if (!path.has(flow.id) && flow.type === 'bpmn:SequenceFlow') {
        path.add(flow.id);
        pending.push(flow.source);
      }
    }
  }
  registry.filter(element => element.type === 'bpmn:SequenceFlow').forEach(flow =>
    registry.getGraphics(flow).classList.toggle('is-undo-path', path.has(flow.id)));
}

/** Scales the diagram to the available width, down to half its size; below that it scrolls. */
function fitToWidth(canvas, container, scroll) {
  const { inner } = canvas.viewbox();
  if (!inner.width || !scroll.clientWidth) {
    return;
  }
  const scale = Math.min(1.35, Math.max(0.5, (scroll.clientWidth - 2 * MARGIN) / inner.width));
  container.style.width = `${Math.max(scroll.clientWidth - 2, inner.width * scale + 2 * MARGIN)}px`;
  container.style.height = `${inner.height * scale + 2 * MARGIN}px`;
  canvas.resized();
  const width = container.clientWidth / scale;
  const height = container.clientHeight / scale;
  const x = inner.x + (inner.width - width) / 2;
  const y = inner.y + (inner.height - height) / 2;
  canvas.viewbox({ x, y, width, height });
}

function zoomButtons(canvas, fit) {
  const zoom = (name, label, work) => smallButton(icon(name), work, { title: label, 'aria-label': label });
  return h('div', { class: 'diagram-buttons' },
    zoom('plus', t('flow.zoomIn'), () => canvas.zoom(canvas.zoom() * 1.25)),
    zoom('minus', t('flow.zoomOut'), () => canvas.zoom(canvas.zoom() / 1.25)),
    zoom('fit', t('flow.fit'), fit));
}
