// The services as they answered last, with the faults that are armed. Several parts of the page show them: they are asked once for all.

import { arm, clear, services } from './api.js';
import { atMostEvery } from './dom.js';
import { everySecond, watch } from './live.js';

const PAUSE_MS = 3_000;
const LOOK_EVERY_S = 15;
const listeners = new Set();

export const known = { services: [], problem: null };

export async function refresh() {
  try {
    known.services = await services();
    known.problem = null;
  } catch (problem) {
    known.problem = problem;
  }
  listeners.forEach(listener => listener(known));
}

/** Calls back at once if there is something to tell, and after each look. */
export function onServices(listener) {
  listeners.add(listener);
  if (known.services.length) {
    listener(known);
  }
  return () => listeners.delete(listener);
}

/** Looks again soon while something goes on, now and then otherwise, and at once after a fault was armed or cleared here. */
export function beginFaults() {
  const soon = atMostEvery(PAUSE_MS, () => document.hidden || refresh());
  let last = null;
  let seconds = 0;
  refresh();
  watch(({ summary }) => {
    const mark = JSON.stringify([summary?.counts, summary?.steps]);
    if (mark !== last) {
      last = mark;
      soon();
    }
  });
  everySecond(() => {
    seconds += 1;
    if (seconds % LOOK_EVERY_S === 0) {
      soon();
    }
  });
}

export async function armFault(service, fault) {
  const active = await arm(service, fault);
  await refresh();
  return active;
}

export async function clearFault(service, id) {
  await clear(service, id);
  await refresh();
}

export async function clearAll() {
  const answers = await Promise.allSettled(known.services.filter(one => one.faults?.length).map(one => clear(one.name)));
  await refresh();
  const failed = answers.find(answer => answer.status === 'rejected');
  if (failed) {
    throw failed.reason;
  }
}

export const armed = () => known.services.flatMap(one => (one.faults ?? []).map(fault => ({ ...fault, service: one.name })));
