// Settings in the browser's local storage. Without access to it, they are not kept.

export function readSetting(key) {
  try {
    return localStorage.getItem(`maestro.${key}`);
  } catch {
    return null;
  }
}

export function writeSetting(key, value) {
  try {
    localStorage.setItem(`maestro.${key}`, value);
  } catch {
    // Private windows may deny access; the setting then lasts until the page is closed.
  }
}
