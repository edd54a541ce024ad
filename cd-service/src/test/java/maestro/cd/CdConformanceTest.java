package maestro.cd;

import maestro.conformance.ParticipantConformance;

class CdConformanceTest extends ParticipantConformance {}
