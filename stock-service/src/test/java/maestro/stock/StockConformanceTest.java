package maestro.stock;

import maestro.participant.conformance.ParticipantConformance;

class StockConformanceTest extends ParticipantConformance {}
