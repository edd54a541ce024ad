// The same purchase with the same fault, by choreography and by orchestration.

import * as both from '../core/choreography.js';
import { audit } from '../core/api.js';
import { fill, h, setText } from '../core/dom.js';
import { conjunction, number, t } from '../core/i18n.js';
import { armFault, clearFault } from '../core/services.js';
import { callGraph } from '../components/callgraph.js';
import { attempt, button, card, heading, hint, icon, messageArea } from '../components/elements.js';
import { COMPARISONS } from '../scenarios/comparisons.js';

/** Late effects have arrived after this time. */
const LATE_MS = 2_000;

export function choreography({ root, flow }) {
  const names = flow.steps.map(step => step.name);
  const left = side(names, 'choreography');
  const right = side(names, 'orchestration', 'orchestrator');
  const message = messageArea();
  const explanation = h('p', { class: 'lesson-text' });
  const label = name =>
    [h('strong', {}, t(`scenario.${name}`)), h('span', { class: 'hint' }, t(`scenario.${name}.short`))];
  const buttons = COMPARISONS.map(scenario => button(label(scenario.name), () => run(scenario),
    { class: 'lesson scenario', 'aria-pressed': 'false', 'data-scenario': scenario.name }));
  const cleanUp = button(t('choreography.cleanUp'), () => whileDisabled(async () => {
    await both.cleanUp();
    await refresh();
  }), { 'data-action': 'clean' });
  let style = COMPARISONS[0].style;
  let isClosed = false;

  async function refresh() {
    const [leftovers, audited] = await Promise.all([both.leftovers(), audit(), left.draw(), right.draw()]);
    left.count(leftovers.counts[style]);
    right.count({ halfDone: audited.violations.length, kinds: {} });
  }

  async function whileDisabled(work) {
    [...buttons, cleanUp].forEach(one => { one.disabled = true; });
    fill(message);
    await attempt(message, work);
    [...buttons, cleanUp].forEach(one => { one.disabled = false; });
  }

  const run = scenario => whileDisabled(async () => {
    style = scenario.style;
    buttons.forEach(one => one.setAttribute('aria-pressed', String(one.dataset.scenario === scenario.name)));
    const description = t(`scenario.${scenario.name}.see`);
    setText(explanation, description);
    const armed = await armAll(scenario.faults ?? []);
    try {
      await Promise.all([left, right].map(one => (scenario.returns ? one.giveBack(style) : one.buy(style))));
    } finally {
      await Promise.all(armed.map(([service, id]) => clearFault(service, id).catch(() => {})));
    }
    if (!isClosed) {
      await refresh();
      setText(explanation, `${description} ${t(`scenario.${scenario.name}.why`)}`);
    }
  });

  fill(root,
    h('div', {}, heading(t('nav.choreography')), hint(t('choreography.hint'))),
    card('scenarios', t('choreography.scenarios'), h('div', { class: 'lessons' }, buttons), explanation, message),
    h('div', { class: 'columns' }, left.element, right.element),
    h('p', { class: 'row' }, cleanUp, h('span', { class: 'hint' }, t('choreography.cleanUpHint'))));
  whileDisabled(async () => {
    if (!await both.isEnabled()) {
      throw new Error(t('choreography.disabled'));
    }
    await refresh();
  });
  return () => { isClosed = true; };
}

async function armAll(faults) {
  const armed = [];
  for (const [service, fault] of faults) {
    armed.push([service, await armFault(service, fault)]);
  }
  return armed;
}

/** The error replies, from the service that failed back to the first. */
const errorReplies = (calls, failed) => calls.slice(0, calls.findIndex(({ callee }) => callee === failed) + 1)
  .map(({ caller, callee }) => ({ caller: callee, callee: caller })).reverse();

/** One side of the comparison. @param centre the orchestrator, or null */
function side(names, name, centre = null) {
  const graph = callGraph(names, { label: t(`choreography.${name}.graph`), centre });
  const count = h('strong', { class: 'graph-count' }, number(0));
  const unit = h('span', {}, t('choreography.halfDone', { n: 0 }));
  const kinds = h('ul', { class: 'hint' });
  const summary = hint();
  const state = h('p', { 'aria-live': 'polite' }, t('choreography.notStarted'));
  const counter = h('div', { class: 'half-done' }, icon('alarm'), count, unit);
  const title = t(`choreography.${name}.title`);
  const element = h('section', { class: 'card', 'aria-label': title, 'data-side': name },
    h('h2', {}, title), hint(t(`choreography.${name}.hint`)), graph.element, summary, state, counter, kinds);
  let latest = null;

  const client = centre
    ? { buy: both.buyByOrchestration, giveBack: id => both.returnByOrchestration(id, t('choreography.returnReason')) }
    : { buy: both.buyByChoreography, giveBack: both.returnByChoreography };

  const callsBetweenServices = async id => (await both.callsOf(id)).filter(({ caller }) => caller !== 'client');

  /** Replays the calls of a purchase, without the first ones; the result is the number of calls so far. */
  async function replay(id, skipped) {
    const calls = await callsBetweenServices(id);
    const states = new Map(centre ? [] : [[names[0], 'RUNNING']]);
    graph.show(states);
    await graph.play(calls.slice(skipped), { onArrival: ({ callee, action }) => {
      states.set(callee, action === 'do' ? 'RUNNING' : 'UNDOING');
      graph.show(states);
    } });
    return calls.length;
  }

  /** Shows the ledger entries of a purchase; the result is the services whose effect is not reversed. */
  async function showEntries(id) {
    const entries = await both.entriesOf(id);
    const holders = names.filter(one => entries[one]?.effects > entries[one]?.reversals);
    const stateOf = one => (holders.includes(one) ? 'DONE' : entries[one]?.state ?? 'PENDING');
    graph.show(new Map(names.map(one => [one, stateOf(one)])));
    return holders;
  }

  async function buy(style) {
    graph.show(new Map());
    setText(state, t('choreography.running'));
    const reply = await client.buy(style);
    if (!reply.id) {
      setText(state, t('choreography.noReply'));
      return;
    }
    const seen = await replay(reply.id, 0);
    if (!reply.isCompleted && !centre) {
      await graph.play(errorReplies(await callsBetweenServices(reply.id), reply.failed), { kind: 'alarm' });
      await showEntries(reply.id);
      await both.pause(LATE_MS);
      if ((await callsBetweenServices(reply.id)).length > seen) {
        await replay(reply.id, seen);
      }
    }
    latest = reply.isCompleted ? reply.id : latest;
    conclude(t(`choreography.reply.${reply.isCompleted ? 'completed' : 'failed'}`, reply), await showEntries(reply.id));
  }

  function conclude(reply, holders) {
    const isHalfDone = holders.length > 0 && holders.length < names.length;
    const effects = isHalfDone ? 'someEffects' : holders.length ? 'allEffects' : 'noEffects';
    setText(state, `${reply} ${t(`choreography.${effects}`, { services: conjunction(holders) })}`);
    state.className = isHalfDone ? 'problem' : '';
  }

  async function giveBack(style) {
    if (!latest) {
      await buy(style);
    }
    if (!latest) {
      return;
    }
    const id = latest;
    const before = (await callsBetweenServices(id)).length;
    latest = null;
    await client.giveBack(id);
    await replay(id, before);
    conclude(t('choreography.reply.returned'), await showEntries(id));
  }

  return {
    element, buy, giveBack,
    draw: async () => {
      const edges = graph.draw(await both.edges(centre ? ['orchestrated'] : ['naive', 'careful']));
      const calls = edges.reduce((sum, edge) => sum + edge.calls + edge.returns, 0);
      setText(summary, t('choreography.edges', { n: edges.length, calls }));
    },
    count: ({ halfDone: n, kinds: found }) => {
      setText(count, number(n));
      setText(unit, t('choreography.halfDone', { n }));
      counter.classList.toggle('is-alarm', n > 0);
      const item = ([kind, times]) => h('li', {}, `${t(`leftover.${kind}`)}: ${number(times)}`);
      fill(kinds, Object.entries(found).map(item));
    },
  };
}
