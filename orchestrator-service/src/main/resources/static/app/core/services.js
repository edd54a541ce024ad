// The latest state of the services and their armed faults. One request serves all parts of the page.

import * as api from './api.js';
import { throttle } from './dom.js';
import { everySecond, onSummary } from './live.js';

const PAUSE_MS = 3_000;
const REFRESH_EVERY_S = 15;
const listeners = new Set();

export const known = { services: [], problem: null };

export async function refreshServices() {
  try {
    known.services = await api.services();
    known.problem = null;
  } catch (problem) {
    known.problem = problem;
  }
  listeners.forEach(listener => listener(known));
}

/** Calls the listener at once if the services are known, and after each refresh. */
export function onServices(listener) {
  listeners.add(listener);
  if (known.services.length) {
    listener(known);
  }
  return () => listeners.delete(listener);
}

/** Refreshes soon after the summary changes, and every 15 s. */
export function startServiceUpdates() {
  const refreshSoon = throttle(PAUSE_MS, () => document.hidden || refreshServices());
  let last = null;
  let seconds = 0;
  refreshServices();
  onSummary(({ counts, steps }) => {
    const current = JSON.stringify([counts, steps]);
    if (current !== last) {
      last = current;
      refreshSoon();
    }
  });
  everySecond(() => {
    seconds += 1;
    if (seconds % REFRESH_EVERY_S === 0) {
      refreshSoon();
    }
  });
}

/** Arms a fault; the result is the id of the fault. */
export async function armFault(service, fault) {
  const active = await api.arm(service, fault);
  await refreshServices();
  return active.at(-1).id;
}

export async function clearFault(service, id) {
  await api.clear(service, id);
  await refreshServices();
}

export async function clearAllFaults() {
  const broken = known.services.filter(service => service.faults?.length);
  const results = await Promise.allSettled(broken.map(service => api.clear(service.name)));
  await refreshServices();
  const failed = results.find(result => result.status === 'rejected');
  if (failed) {
    throw failed.reason;
  }
}

export const armedFaults = () =>
  known.services.flatMap(({ name, faults }) => (faults ?? []).map(fault => ({ ...fault, service: name })));
