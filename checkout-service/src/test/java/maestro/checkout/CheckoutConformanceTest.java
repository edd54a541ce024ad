package maestro.checkout;

import maestro.participant.conformance.ParticipantConformance;

class CheckoutConformanceTest extends ParticipantConformance {}
