// DOM elements from data. Text is always set as text, so that user input cannot become markup.

const SVG = 'http://www.w3.org/2000/svg';

export const h = (tag, props, ...children) => build(document.createElement(tag), props, children);

export const s = (tag, props, ...children) => build(document.createElementNS(SVG, tag), props, children);

function build(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'value' || name === 'checked' || name === 'indeterminate') {
      element[name] = value;
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...flat(children));
  return element;
}

const flat = children => children.flat(3).filter(child => child !== null && child !== undefined && child !== false);

export function fill(element, ...children) {
  element.replaceChildren(...flat(children));
  return element;
}

/** Sets the text only if it changes: screen readers announce each change of a live region. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Combines all calls within one animation frame into one. */
export function oncePerFrame(work) {
  let isScheduled = false;
  return () => {
    if (!isScheduled) {
      isScheduled = true;
      requestAnimationFrame(() => {
        isScheduled = false;
        work();
      });
    }
  };
}

/** Combines all calls within an interval into one at its end. */
export function throttle(ms, work) {
  let timer = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      work();
    }, ms);
  };
}
