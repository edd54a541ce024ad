package maestro.shipping;

import maestro.conformance.ParticipantConformance;

class ShippingConformanceTest extends ParticipantConformance {}
