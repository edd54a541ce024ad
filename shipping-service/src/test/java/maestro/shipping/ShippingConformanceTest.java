package maestro.shipping;

import maestro.participant.conformance.ParticipantConformance;

class ShippingConformanceTest extends ParticipantConformance {}
