// What is played in both ways, each with its fault. The texts are in the dictionaries, under these names.

/** `faults` are `[service, fault]`; each strikes both purchases, and is cleared when both are over. `returns` gives back what was bought last. */
export const SCENES = [
  { name: 'well', style: 'naive' },
  { name: 'naive', style: 'naive', faults: [['shipping', { on: 'do', kind: 'fail' }]] },
  { name: 'careful', style: 'careful', faults: [['shipping', { on: 'do', kind: 'fail' }]] },
  { name: 'lost', style: 'careful', faults: [['cd', { on: 'do', kind: 'lose-reply' }]] },
  { name: 'late', style: 'careful', faults: [['stock', { on: 'do', kind: 'late', delayMs: 1500 }]] },
  { name: 'return', style: 'careful', returns: true },
];
