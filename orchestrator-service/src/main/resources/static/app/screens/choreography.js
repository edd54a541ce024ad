// Why a maestro: the same services, the same purchase and the same fault, with nobody who conducts, and with somebody.

import * as both from '../core/choreography.js';
import { audit } from '../core/api.js';
import { fill, h, say } from '../core/dom.js';
import { armFault, clearFault } from '../core/faults.js';
import { and, t } from '../core/language.js';
import { number } from '../core/format.js';
import { graph } from '../parts/graph.js';
import { icon } from '../parts/icon.js';
import { problemBox } from '../parts/state.js';
import { SCENES } from '../story/scenes.js';

const CONDUCTOR = 'orchestrator';

/** What comes late has come by then. */
const LATE_MS = 2_000;
const pause = ms => new Promise(over => setTimeout(over, ms));

export function choreography({ root, flow }) {
  const names = flow.steps.map(step => step.name);
  const left = side(names, 'services');
  const right = side(names, 'maestro', CONDUCTOR);
  const told = h('div', { 'aria-live': 'polite' });
  const lesson = h('p', { class: 'lesson-text' });
  const buttons = SCENES.map(scene => h('button', { class: 'lesson scene', type: 'button', 'aria-pressed': 'false', 'data-scene': scene.name, onclick: () => run(scene) },
    h('strong', {}, t(`scene.${scene.name}`)), h('span', { class: 'hint' }, t(`scene.${scene.name}.short`))));
  const clean = h('button', { type: 'button', 'data-action': 'clean', onclick: () => guarded(async () => {
    await both.takeBack();
    await look();
  }) }, t('choreo.clean'));
  let style = SCENES[0].style;
  let isLeft = false;

  async function look() {
    const [leftovers, audited] = await Promise.all([both.leftovers(), audit(), left.draw(), right.draw()]);
    left.count(leftovers.counts[style]);
    right.count({ halfDone: audited.violations.length, kinds: {} });
  }

  async function guarded(work) {
    [...buttons, clean].forEach(button => { button.disabled = true; });
    fill(told);
    try {
      await work();
    } catch (problem) {
      fill(told, problemBox(problem));
    }
    [...buttons, clean].forEach(button => { button.disabled = false; });
  }

  const run = scene => guarded(async () => {
    style = scene.style;
    buttons.forEach(button => button.setAttribute('aria-pressed', String(button.dataset.scene === scene.name)));
    say(lesson, t(`scene.${scene.name}.see`));
    const armed = await armAll(scene.faults ?? []);
    try {
      await Promise.all(scene.returns ? [left.giveBack(style), right.giveBack()] : [left.buy(style), right.buy()]);
    } finally {
      await Promise.all(armed.map(([service, id]) => clearFault(service, id).catch(() => {})));
    }
    if (!isLeft) {
      await look();
      say(lesson, `${t(`scene.${scene.name}.see`)} ${t(`scene.${scene.name}.why`)}`);
    }
  });

  fill(root,
    h('div', {}, h('h1', { tabindex: '-1' }, t('nav.choreography')), h('p', { class: 'hint' }, t('choreo.hint'))),
    h('section', { class: 'card', 'aria-labelledby': 'scenes' }, h('h2', { id: 'scenes' }, t('choreo.scenes')), h('div', { class: 'lessons' }, buttons), lesson, told),
    h('div', { class: 'columns' }, left.element, right.element),
    h('p', { class: 'row' }, clean, h('span', { class: 'hint' }, t('choreo.cleanHint'))));
  guarded(async () => {
    if (await both.isOn()) {
      await look();
    } else {
      throw new Error(t('choreo.off'));
    }
  });
  return () => { isLeft = true; };
}

/** Arms them one after another; each answer tells last the one that was just armed. */
async function armAll(faults) {
  const armed = [];
  for (const [service, fault] of faults) {
    armed.push([service, (await armFault(service, fault)).at(-1).id]);
  }
  return armed;
}

/** The error's, from the service that failed to the first one. */
const wayBack = (calls, failed) => calls.slice(0, calls.findIndex(({ callee }) => callee === failed) + 1)
  .map(({ caller, callee }) => ({ caller: callee, callee: caller })).reverse();

function side(names, who, conductor = null) {
  const picture = graph(names, { label: t(`choreo.${who}.picture`), conductor });
  const halfDone = h('strong', { class: 'graph-count' }, number(0));
  const kinds = h('ul', { class: 'hint' });
  const facts = h('p', { class: 'hint' });
  const state = h('p', { 'aria-live': 'polite' }, t('choreo.nothingYet'));
  const unit = h('span', {}, t('choreo.halfDone', { n: 0 }));
  const counter = h('div', { class: 'half-done' }, icon('alarm'), halfDone, unit);
  const element = h('section', { class: 'card', 'aria-label': t(`choreo.${who}`), 'data-side': who },
    h('h2', {}, t(`choreo.${who}`)), h('p', { class: 'hint' }, t(`choreo.${who}.hint`)), picture.element, facts, state, counter, kinds);
  let last = null;

  const buyers = conductor ? { buy: both.buyOfMaestro, giveBack: id => both.returnToMaestro(id, t('choreo.returned')) }
    : { buy: both.buyOfServices, giveBack: both.returnToServices };

  const between = async id => (await both.callsOf(id)).filter(({ caller }) => caller !== 'client');

  /** Plays the calls about a purchase, from the one of this number on; gives how many there are by now. */
  async function replay(id, from) {
    const calls = await between(id);
    const states = new Map(conductor ? [] : [[names[0], 'RUNNING']]);
    picture.show(states);
    await picture.play(calls.slice(from), { arrived: ({ callee, action }) => {
      states.set(callee, action === 'do' ? 'RUNNING' : 'UNDOING');
      picture.show(states);
    } });
    return calls.length;
  }

  async function settle(id) {
    const entries = await both.holdings(id);
    const holds = names.filter(name => entries[name] && entries[name].effects > entries[name].reversals);
    picture.show(new Map(names.map(name => [name, holds.includes(name) ? 'DONE' : entries[name]?.state ?? 'PENDING'])));
    return holds;
  }

  async function buy(style) {
    picture.show(new Map());
    say(state, t('choreo.underWay'));
    const answer = await buyers.buy(style);
    if (!answer.id) {
      say(state, t('choreo.silent'));
      return;
    }
    const seen = await replay(answer.id, 0);
    if (!answer.isCompleted && !conductor) {
      await picture.play(wayBack(await between(answer.id), answer.failed), { kind: 'alarm' });
      await settle(answer.id);
      await pause(LATE_MS);
      if ((await between(answer.id)).length > seen) {
        await replay(answer.id, seen);
      }
    }
    last = answer.isCompleted ? answer.id : last;
    conclude(answer, await settle(answer.id));
  }

  function conclude({ isCompleted, detail }, holds) {
    const held = holds.length === names.length ? t('choreo.heldByAll') : holds.length ? t('choreo.heldBy', { services: and(holds) }) : t('choreo.heldByNone');
    say(state, `${t(isCompleted ? 'choreo.told.completed' : 'choreo.told.failed', { detail })} ${held}`);
    state.className = holds.length && holds.length < names.length ? 'problem' : '';
  }

  async function giveBack(style) {
    if (!last) {
      await buy(style);
    }
    if (!last) {
      return;
    }
    const id = last;
    const before = (await between(id)).length;
    last = null;
    await buyers.giveBack(id);
    await replay(id, before);
    const holds = await settle(id);
    say(state, `${t('choreo.told.returned')} ${holds.length ? t('choreo.heldBy', { services: and(holds) }) : t('choreo.heldByNone')}`);
    state.className = holds.length ? 'problem' : '';
  }

  return {
    element, buy, giveBack,
    draw: async () => {
      const edges = picture.draw(await both.edges(conductor ? ['orchestrated'] : ['naive', 'careful']));
      say(facts, t('choreo.edges', { n: edges.length, calls: edges.reduce((sum, edge) => sum + edge.calls + edge.returns, 0) }));
    },
    count: ({ halfDone: n, kinds: found }) => {
      say(halfDone, number(n));
      say(unit, t('choreo.halfDone', { n }));
      counter.classList.toggle('is-alarm', n > 0);
      fill(kinds, Object.entries(found).map(([kind, times]) => h('li', {}, `${t(`leftover.${kind}`)}: ${number(times)}`)));
    },
  };
}
