package maestro.cd;

import maestro.participant.conformance.ParticipantConformance;

class CdConformanceTest extends ParticipantConformance {}
