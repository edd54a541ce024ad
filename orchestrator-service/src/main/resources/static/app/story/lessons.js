// The lessons: a fault or a few, a purchase, and what it ends as. Their texts are in the dictionaries, under these names.

/** `faults` are `[service, fault]`; `ends` is the status to be seen. Each fault ends by itself or is cleared when the lesson does. */
export const LESSONS = [
  { name: 'completed', ends: 'COMPLETED' },
  { name: 'cd-fails', ends: 'UNDONE', faults: [['cd', { on: 'do', kind: 'fail' }]] },
  { name: 'refused', ends: 'UNDONE', order: { token: 'tok_declined' } },
  { name: 'sold-out', ends: 'UNDONE', order: { items: [{ sku: 'SOLD-OUT', quantity: 1 }] } },
  { name: 'lost-reply', ends: 'COMPLETED', faults: [['payment', { on: 'do', kind: 'lose-reply', times: 1 }]] },
  { name: 'late-effect', ends: 'UNDONE', faults: [['cd', { on: 'do', kind: 'late', delayMs: 1500, times: 3 }]] },
  { name: 'silent', ends: 'UNDONE', faults: [['cd', { on: 'do', kind: 'hang', times: 3 }]] },
  { name: 'stuck', ends: 'UNDONE', faults: [['cd', { on: 'do', kind: 'fail', times: 3 }], ['payment', { on: 'undo', kind: 'fail', times: 11 }]] },
  { name: 'crash', ends: 'UNDONE', faults: [['stock', { on: 'do', kind: 'crash-after', times: 1 }]], command: './maestro up stock' },
];
