// The prebuilt bpmn-js viewer of the WebJar, loaded with the first diagram.

import { h, s } from '../core/dom.js';

const SCRIPT = '/webjars/bpmn-js/dist/bpmn-navigated-viewer.production.min.js';

let loading = null;

/** The viewer's class, or null if the script cannot be loaded. */
export function loadViewer() {
  loading ??= new Promise(resolve => {
    const onload = () => resolve(window.BpmnJS);
    document.head.append(h('script', { src: SCRIPT, onload, onerror: () => resolve(null) }));
  });
  return loading;
}

/**
 * Makes a viewer. The content security policy forbids the viewer's style attributes: those of its logo are removed here
 * (components.css has them), and its element for measuring text is created here. Its overlays are off: the tokens are
 * part of the drawing and scale with it.
 */
export function makeViewer(BpmnJS, container) {
  if (!document.getElementById('helper-svg')) {
    document.body.append(s('svg', { id: 'helper-svg', width: '0', height: '0' }));
  }
  // The logo stays a link. Its dialog consists of style attributes, which the policy forbids.
  const stopLogo = event => event.target.closest('.bjs-powered-by') && event.stopPropagation();
  container.addEventListener('click', stopLogo, true);
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
