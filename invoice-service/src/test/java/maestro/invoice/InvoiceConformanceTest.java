package maestro.invoice;

import maestro.conformance.ParticipantConformance;

class InvoicingConformanceTest extends ParticipantConformance {}
