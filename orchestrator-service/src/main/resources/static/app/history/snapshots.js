// The states of a purchase's steps after each event of its history, for the replay on the diagram.

const CHANGES = {
  DO_DONE: ['RUNNING', 'DONE'], DO_REFUSED: ['RUNNING', 'REFUSED'], DO_UNKNOWN: ['RUNNING', 'UNKNOWN'],
  UNDO_DONE: ['UNDOING', 'UNDONE'], UNDO_UNKNOWN: ['UNDOING'],
};

/** Snapshots `{states: Map(step -> status), step: the active one or null, verb: 'do'|'undo'}`. */
export function snapshots(events, names) {
  const states = new Map(names.map(name => [name, 'PENDING']));
  return events.flatMap(({ type, step }) => {
    const verb = type.startsWith('UNDO') ? 'undo' : 'do';
    if (type === 'ACCEPTED' || type === 'UNDOING') {
      return { states: new Map(states), step: null, verb };
    }
    return (CHANGES[type] ?? []).map(status => ({ states: new Map(states.set(step, status)), step, verb }));
  });
}

/** The snapshot of a purchase's current state. */
export function currentSnapshot(purchase) {
  const active = purchase.steps.find(step => step.status === 'RUNNING' || step.status === 'UNDOING');
  return {
    states: new Map(purchase.steps.map(step => [step.name, step.status])),
    step: active?.name ?? null,
    verb: purchase.status === 'UNDOING' ? 'undo' : 'do',
  };
}
