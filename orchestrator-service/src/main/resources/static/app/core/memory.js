// What is remembered in this browser; a browser that forbids it forgets.

export function remembered(key) {
  try {
    return localStorage.getItem(`maestro.${key}`);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(`maestro.${key}`, value);
  } catch {
    // Private windows may refuse: the choice then lasts as long as the page.
  }
}
