package maestro.payment;

import maestro.participant.conformance.ParticipantConformance;

class PaymentConformanceTest extends ParticipantConformance {}
