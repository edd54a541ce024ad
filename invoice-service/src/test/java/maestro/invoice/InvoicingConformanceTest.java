package maestro.invoice;

import maestro.participant.conformance.ParticipantConformance;

class InvoicingConformanceTest extends ParticipantConformance {}
