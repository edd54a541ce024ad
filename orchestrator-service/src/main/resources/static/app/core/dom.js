// Elements from data. Text is always set as text, so that nothing that a customer typed can become markup.

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

/** Sets text only if it changed: an unchanged live region stays silent, an unchanged node isn't laid out again. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Calls that come within one frame become one. */
export function onceAFrame(draw) {
  let asked = false;
  return () => {
    if (!asked) {
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        draw();
      });
    }
  };
}

/** Calls that come within so many milliseconds become one, made at their end. */
export function atMostEvery(ms, work) {
  let timer = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      work();
    }, ms);
  };
}

/** Runs all that was collected, newest first, once. */
export function cleanup() {
  const jobs = [];
  return {
    add: job => jobs.push(job),
    run: () => jobs.splice(0).reverse().forEach(job => job()),
  };
}
