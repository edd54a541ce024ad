// A purchase's steps after each of its events: for the drawing that plays it slowly enough to be seen.

/** Pictures as `{states: Map(step -> status), at: step or null, verb: 'do'|'undo'}`, one for each event that changes something. */
export function pictures(events, names) {
  const states = new Map(names.map(name => [name, 'PENDING']));
  const all = [];
  const show = (at, verb) => all.push({ states: new Map(states), at, verb });
  let verb = 'do';

  for (const event of events) {
    switch (event.type) {
      case 'ACCEPTED':
        show(null, verb);
        break;
      case 'DO_DONE':
      case 'DO_REFUSED':
      case 'DO_UNKNOWN':
        states.set(event.step, 'RUNNING');
        show(event.step, 'do');
        states.set(event.step, event.type.slice(3));
        show(event.step, 'do');
        break;
      case 'UNDOING':
        verb = 'undo';
        show(null, verb);
        break;
      case 'UNDO_DONE':
      case 'UNDO_UNKNOWN':
        states.set(event.step, 'UNDOING');
        show(event.step, 'undo');
        if (event.type === 'UNDO_DONE') {
          states.set(event.step, 'UNDONE');
          show(event.step, 'undo');
        }
        break;
      default:
        break;
    }
  }
  return all;
}

/** The same of a purchase as it is now. */
export function picture(purchase) {
  const active = purchase.steps.find(step => step.status === 'RUNNING' || step.status === 'UNDOING');
  return {
    states: new Map(purchase.steps.map(step => [step.name, step.status])),
    at: active?.name ?? null,
    verb: purchase.status === 'UNDOING' ? 'undo' : 'do',
  };
}
