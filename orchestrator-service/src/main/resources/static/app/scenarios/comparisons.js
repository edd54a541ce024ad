// The scenarios that compare choreography with orchestration. The texts are under the same names.

const SHIPPING_FAILS = [['shipping', { on: 'do', kind: 'fail' }]];

/**
 * `faults` are `[service, fault]`. They apply to both purchases and are cleared when both have ended. `returns` returns
 * the latest purchase.
 */
export const COMPARISONS = [
  { name: 'no-fault', style: 'naive' },
  { name: 'naive', style: 'naive', faults: SHIPPING_FAILS },
  { name: 'careful', style: 'careful', faults: SHIPPING_FAILS },
  { name: 'lost-reply', style: 'careful', faults: [['cd', { on: 'do', kind: 'lose-reply' }]] },
  { name: 'late-effect', style: 'careful', faults: [['stock', { on: 'do', kind: 'late', delayMs: 1500 }]] },
  { name: 'return', style: 'careful', returns: true },
];
