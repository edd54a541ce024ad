package maestro.stock;

import maestro.conformance.ParticipantConformance;

class StockConformanceTest extends ParticipantConformance {}
