// The lessons: faults, a purchase and its expected final status. The texts are under the same names.

const fail = (times = undefined) => ({ on: 'do', kind: 'fail', times });

/** `faults` are `[service, fault]`. A fault ends by itself, or is cleared at the end of the lesson. */
export const LESSONS = [
  { name: 'completed', ends: 'COMPLETED' },
  { name: 'cd-fails', ends: 'UNDONE', faults: [['cd', fail()]] },
  { name: 'refused', ends: 'UNDONE', order: { token: 'tok_declined' } },
  { name: 'sold-out', ends: 'UNDONE', order: { items: [{ sku: 'SOLD-OUT', quantity: 1 }] } },
  { name: 'lost-reply', ends: 'COMPLETED', faults: [['payment', { on: 'do', kind: 'lose-reply', times: 1 }]] },
  { name: 'late-effect', ends: 'UNDONE', faults: [['cd', { on: 'do', kind: 'late', delayMs: 1500, times: 3 }]] },
  { name: 'no-answer', ends: 'UNDONE', faults: [['cd', { on: 'do', kind: 'hang', times: 3 }]] },
  { name: 'stuck', ends: 'UNDONE', faults: [['cd', fail(3)], ['payment', { on: 'undo', kind: 'fail', times: 11 }]] },
  {
    name: 'crash', ends: 'UNDONE', command: './maestro up stock',
    faults: [['stock', { on: 'do', kind: 'crash-after', times: 1 }]],
  },
];
