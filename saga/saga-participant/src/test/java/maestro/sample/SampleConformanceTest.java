package maestro.sample;

import maestro.conformance.ParticipantConformance;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.config.location=classpath:sample/application.yaml")
class SampleConformanceTest extends ParticipantConformance {}
