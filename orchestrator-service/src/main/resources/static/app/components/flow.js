// The flow as a diagram with its step list. The list alone is shown on small screens, to screen readers, and without a
// diagram.

import * as api from '../core/api.js';
import { h } from '../core/dom.js';
import { renderDiagram } from './diagram.js';
import { stepList } from './steplist.js';

const diagrams = new Map();

/** The diagram of a version, requested once; the current one if that version has none. */
function diagramXml(version) {
  if (!diagrams.has(version)) {
    diagrams.set(version, api.diagram(version).then(xml => xml ?? (version ? api.diagram() : null)));
  }
  return diagrams.get(version);
}

export function flowView({ names, version = null }) {
  const list = stepList(names);
  const element = h('div', { class: 'flow' }, list.element);
  let paint = null;
  let diagram = null;
  let isClosed = false;

  diagramXml(version).then(renderDiagram).then(rendered => {
    if (!rendered || isClosed) {
      rendered?.close();
      return;
    }
    diagram = rendered;
    element.prepend(diagram.element);
    element.classList.add('has-diagram');
    paint?.(diagram);
  });

  const draw = work => {
    paint = work;
    paint(list);
    if (diagram) {
      paint(diagram);
    }
  };
  return {
    element,
    show: snapshot => draw(view => view.show(snapshot)),
    count: steps => draw(view => view.count(steps)),
    close: () => {
      isClosed = true;
      diagram?.close();
    },
  };
}
