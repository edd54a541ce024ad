package maestro.payment;

import maestro.conformance.ParticipantConformance;

class PaymentConformanceTest extends ParticipantConformance {}
