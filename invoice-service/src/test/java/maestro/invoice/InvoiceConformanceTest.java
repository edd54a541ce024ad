package maestro.invoice;

import maestro.conformance.ParticipantConformance;

class InvoiceConformanceTest extends ParticipantConformance {}
