package maestro.checkout;

import maestro.conformance.ParticipantConformance;

class CheckoutConformanceTest extends ParticipantConformance {}
