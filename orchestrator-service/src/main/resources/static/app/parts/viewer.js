// bpmn-js, loaded when the first diagram is drawn: the prebuilt viewer of the WebJar.

import { h, s } from '../core/dom.js';

const SCRIPT = '/webjars/bpmn-js/dist/bpmn-navigated-viewer.production.min.js';

let loading = null;

/** The viewer's class, or null where the WebJar isn't there. */
export function loadViewer() {
  loading ??= new Promise(resolve => {
    document.head.append(h('script', { src: SCRIPT, onload: () => resolve(window.BpmnJS), onerror: () => resolve(null) }));
  });
  return loading;
}

/**
 * Makes a viewer. It would bring style attributes, which our content security policy keeps out: its logo's are left out here, as
 * parts.css has them, and the place where it measures text is made here. Its overlays aren't used: our signs are part of the
 * drawing and grow with it.
 */
export function makeViewer(BpmnJS, container) {
  if (!document.getElementById('helper-svg')) {
    document.body.append(s('svg', { id: 'helper-svg', width: '0', height: '0' }));
  }
  // Its logo is a link, and nothing more: the box that it would open is made of style attributes, too.
  container.addEventListener('click', event => event.target.closest('.bjs-powered-by') && event.stopPropagation(), true);
  return withoutStyleAttributes(() => new BpmnJS({
    container,
    canvas: { deferUpdate: false },
    zoomScroll: { enabled: false },
    bpmnRenderer: { defaultStrokeColor: 'currentColor', defaultFillColor: 'var(--surface)' },
    additionalModules: [{ overlays: ['value', null] }],
  }));
}

function withoutStyleAttributes(make) {
  const markup = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
  Object.defineProperty(HTMLElement.prototype, 'innerHTML', {
    configurable: true,
    get: markup.get,
    set(text) {
      markup.set.call(this, String(text).replace(/\sstyle="[^"]*"/g, ''));
    },
  });
  try {
    return make();
  } finally {
    delete HTMLElement.prototype.innerHTML;
  }
}
