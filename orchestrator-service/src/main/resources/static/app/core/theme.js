// Dark or light: the system's preference until the user chooses.

import { readSetting, writeSetting } from './storage.js';

const system = matchMedia('(prefers-color-scheme: dark)');

export const theme = () => document.documentElement.dataset.theme;

export function setTheme(name) {
  writeSetting('theme', name);
  apply();
}

function apply() {
  document.documentElement.dataset.theme = readSetting('theme') ?? (system.matches ? 'dark' : 'light');
}

system.addEventListener('change', apply);
apply();
