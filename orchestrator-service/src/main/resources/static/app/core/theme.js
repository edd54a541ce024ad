// Dark or light: the system's, until somebody chooses.

import { remember, remembered } from './memory.js';

const system = matchMedia('(prefers-color-scheme: dark)');

export const theme = () => document.documentElement.dataset.theme;

export function chooseTheme(name) {
  remember('theme', name);
  apply();
}

function apply() {
  document.documentElement.dataset.theme = remembered('theme') ?? (system.matches ? 'dark' : 'light');
}

system.addEventListener('change', apply);
apply();
