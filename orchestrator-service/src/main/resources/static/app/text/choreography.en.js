// English, for the comparison of choreography and orchestration.

export const choreography = {
  'nav.choreography': 'Choreography',
  'choreography.hint': 'The same purchase with the same fault, in two ways. Choreography: each service calls the ' +
    'next one. Orchestration: the orchestrator calls every service.',
  'choreography.scenarios': 'Scenarios', 'choreography.cleanUp': 'Clean up half-done purchases',
  'choreography.cleanUpHint': 'No service cleans up by itself.',
  'choreography.disabled': 'Choreography is disabled in the services. Start them with MAESTRO_CHOREOGRAPHY=naive.',
  'choreography.choreography.title': 'Choreography',
  'choreography.choreography.hint': 'After its own part, each service calls the next one.',
  'choreography.choreography.graph': 'Call graph of the choreography',
  'choreography.orchestration.title': 'Orchestration',
  'choreography.orchestration.hint': 'The services do not call each other.',
  'choreography.orchestration.graph': 'Call graph of the orchestration',
  'choreography.asList': 'Show as a list', 'choreography.edge.one': '{caller} called {callee} once',
  'choreography.edge.other': '{caller} called {callee} {n} times',
  'choreography.edges.one': '1 edge, {calls} calls, as recorded by the services since their start.',
  'choreography.edges.other': '{n} edges, {calls} calls, as recorded by the services since their start.',
  'choreography.halfDone.one': 'half-done purchase', 'choreography.halfDone.other': 'half-done purchases',
  'choreography.notStarted': 'Select a scenario.', 'choreography.running': 'In progress …',
  'choreography.noReply': 'The customer got no reply, and does not know the id of the purchase.',
  'choreography.returnReason': 'returned by the customer',
  'choreography.reply.completed': 'Reply to the customer: completed.',
  'choreography.reply.failed': 'Reply to the customer: failed ({detail}).', 'choreography.reply.returned': 'Returned.',
  'choreography.allEffects': 'Every service has done its part.', 'choreography.noEffects': 'No effect remains.',
  'choreography.someEffects': 'Half done: effects remain in {services}.',

  'scenario.no-fault': 'No fault', 'scenario.no-fault.short': 'every service works',
  'scenario.no-fault.see': 'Both purchases complete. Choreography needs one call less.',
  'scenario.no-fault.why': 'Without a fault the results are the same.',
  'scenario.naive': 'shipping fails', 'scenario.naive.short': 'services only pass errors back',
  'scenario.naive.see': 'shipping, the last service, fails. Choreography: each service passes the error back, up to ' +
    'the customer. Orchestration: the completed steps are undone, last step first.',
  'scenario.naive.why': 'With choreography the card stays charged and the goods stay reserved, but nothing is sent: ' +
    'no service knows the state of the others.',
  'scenario.careful': 'shipping fails, careful services',
  'scenario.careful.short': 'services undo their part after an error',
  'scenario.careful.see': 'Each service undoes its own part if the next one fails. No effect remains on either side.',
  'scenario.careful.why': 'This needs rules for the failures of others in every service, and works as long as every ' +
    'error reply arrives.',
  'scenario.lost-reply': 'A reply is lost, careful services',
  'scenario.lost-reply.short': 'a missing reply is treated as a failure',
  'scenario.lost-reply.see': 'Choreography: cd, invoice and shipping do their parts, but the reply to stock is lost. ' +
    'stock, payment and checkout undo theirs: the goods are sent, and the money is refunded.',
  'scenario.lost-reply.why': 'A missing reply means neither success nor failure. The orchestrator repeats the call ' +
    'with the same id, then undoes cd and the steps before it.',
  'scenario.late-effect': 'An effect after an error',
  'scenario.late-effect.short': 'stock replies with an error, and acts later',
  'scenario.late-effect.see': 'Choreography: stock replies with an error, so the money is refunded. Later stock does ' +
    'its part, and calls cd, which calls invoice, which calls shipping.',
  'scenario.late-effect.why': 'The orchestrator also undoes the step that failed. That undo leaves a tombstone in ' +
    'stock, so the late do is refused.',
  'scenario.return': 'A purchase is returned', 'scenario.return.short': 'a second flow for the same services',
  'scenario.return.see': 'The customer returns the goods. Choreography: the return adds edges between the services, ' +
    'and the call graph gets cycles. Orchestration: the return adds no edge.',
  'scenario.return.why': 'Each further flow adds edges to a choreography. In an orchestration it is one more diagram.',

  'leftover.MONEY_WITHOUT_GOODS': 'money kept, no goods sent',
  'leftover.GOODS_SENT_WITHOUT_MONEY': 'goods sent without payment',
  'leftover.GOODS_HELD_WITHOUT_MONEY': 'goods reserved without payment',
  'leftover.INVOICE_WITHOUT_SHIPMENT': 'invoice without shipment',
  'leftover.INVOICE_WITHOUT_MONEY': 'invoice without payment', 'leftover.SALE_WITHOUT_ORDER': 'sale without an order',
  'leftover.ORDER_WITHOUT_MONEY': 'order open without payment',
};
