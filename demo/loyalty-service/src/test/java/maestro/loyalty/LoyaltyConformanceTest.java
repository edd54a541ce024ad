package maestro.loyalty;

import maestro.conformance.ParticipantConformance;

class LoyaltyConformanceTest extends ParticipantConformance {}
