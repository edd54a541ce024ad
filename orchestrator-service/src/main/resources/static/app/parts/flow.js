// The flow wherever it is shown: the diagram where there is one, and the steps as a row, which is all there is for a screen reader, on
// a small screen and where no diagram can be had.

import * as api from '../core/api.js';
import { h } from '../core/dom.js';
import { diagram } from './diagram.js';
import { strip } from './strip.js';

const drawings = new Map();

/** One version's drawing is fetched once; a version that isn't kept as a file is drawn as the current one. */
function xmlOf(version) {
  if (!drawings.has(version)) {
    drawings.set(version, api.drawing(version).then(xml => xml ?? (version ? api.drawing() : null)));
  }
  return drawings.get(version);
}

export function flowView({ names, version = null }) {
  const row = strip(names);
  const element = h('div', { class: 'flow' }, row.element);
  let picture = null;
  let drawing = null;
  let closed = false;

  xmlOf(version).then(diagram).then(made => {
    if (!made || closed) {
      made?.close();
      return;
    }
    drawing = made;
    element.prepend(made.element);
    element.classList.add('has-diagram');
    picture?.(drawing);
  });

  const draw = paint => {
    picture = paint;
    paint(row);
    if (drawing) {
      paint(drawing);
    }
  };
  return {
    element,
    show: one => draw(view => view.show(one)),
    count: steps => draw(view => view.count(steps)),
    close: () => {
      closed = true;
      drawing?.close();
    },
  };
}
