package maestro.saga.bpmn;

import static maestro.saga.bpmn.BpmnEdits.replace;
import static maestro.saga.bpmn.BpmnEdits.withDeadline;
import static maestro.saga.bpmn.BpmnEdits.withKind;
import static maestro.saga.bpmn.BpmnEdits.withProperty;
import static maestro.saga.bpmn.SampleFlows.PURCHASE;
import static maestro.saga.bpmn.SampleFlows.read;
import static maestro.saga.bpmn.SampleFlows.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import maestro.saga.flow.Backoff;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.RetryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepParserTest {

    private static final String CD_SERVICE = "name=\"service\" value=\"cd\"";

    static final List<Arguments> FILES = List.of(
            arguments(
                    withKind(PURCHASE, "cd", "maybe"),
                    "cd",
                    "The kind \"maybe\" does not exist. Use compensatable, pivot or retriable."),
            arguments(
                    replace(PURCHASE, CD_SERVICE, "name=\"service\" value=\"fax\""),
                    "cd",
                    "The service \"fax\" does not exist. Use one of cd, checkout, invoice"),
            arguments(
                    replace(PURCHASE, CD_SERVICE, "name=\"service\" value=\"stock\""),
                    "cd",
                    "The service stock is already called by another task."),
            arguments(
                    PURCHASE.replace(CD_SERVICE, "name=\"attempts\" value=\"2\"")
                            .replace("\"cd\"", "\"Activity_1\""),
                    "Activity_1",
                    "This task has no service. Add the property service with one of these values: cd, checkout"),
            arguments(
                    withProperty(PURCHASE, "cd", "retries", "2"),
                    "cd",
                    "The property \"retries\" does not exist. Use one of attempts"),
            arguments(withProperty(PURCHASE, "cd", "attempts", "0"), "cd", "must be a number from 1 to 100."),
            arguments(withProperty(PURCHASE, "cd", "attempts", "99999999999"), "cd", "must be a number from 1 to 100."),
            arguments(withProperty(PURCHASE, "cd", "timeout", " "), "cd", "The property timeout is empty."),
            arguments(
                    withProperty(withProperty(PURCHASE, "cd", "backoff", "10s"), "cd", "backoff-ceiling", "5s"),
                    "cd",
                    "must not be less than backoff"),
            arguments(
                    withProperty(withProperty(PURCHASE, "cd", "attempts", "2"), "cd", "attempts", "2"),
                    "cd",
                    "The property attempts is set twice."),
            arguments(
                    replace(PURCHASE, "name=\"Give picking slot back\" isForCompensation=\"true\" />", """
                            isForCompensation="true"><extensionElements><camunda:properties>
                            <camunda:property name="service" value="stock" />
                            </camunda:properties></extensionElements></serviceTask>"""),
                    "cd-undo",
                    "An undo task calls the service of its step, which is cd."),
            arguments(
                    replace(PURCHASE, "<endEvent id=\"completed\" name=\"Purchase completed\">", """
                            <endEvent id="completed" name="Purchase completed"><extensionElements><camunda:properties>
                            <camunda:property name="service" value="cd" />
                            </camunda:properties></extensionElements>"""),
                    "completed",
                    "this element has no properties"));

    @ParameterizedTest
    @FieldSource("FILES")
    void reportsInvalidProperty(String xml, String element, String message) {
        SampleFlows.assertProblem(xml, element, message);
    }

    @Test
    void readsPropertiesOfStep() {
        String xml = withProperty(PURCHASE, "cd", "attempts", "7");
        xml = withProperty(xml, "cd", "timeout", "PT3S");
        xml = withProperty(xml, "cd", "backoff", "50ms");
        xml = withProperty(xml, "cd", "backoff-ceiling", "1s");
        xml = withProperty(xml, "cd", "undo-backoff-ceiling", "1m");

        Step cd = step(read(xml), "cd");

        Duration first = Duration.ofMillis(50);
        assertThat(cd.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(cd.retryPolicy())
                .isEqualTo(new RetryPolicy(
                        7, new Backoff(first, Duration.ofSeconds(1)), new Backoff(first, Duration.ofMinutes(1))));
    }

    @ParameterizedTest
    @CsvSource({
        "1ms, PT0.001S",
        "100ms, PT0.1S",
        "2s, PT2S",
        "5m, PT5M",
        "1h, PT1H",
        "1d, P1D",
        "7d, P7D",
        "PT2S, PT2S",
        "PT0.5S, PT0.5S",
        "P1DT2H, P1DT2H",
        "PT1H30M, PT1H30M"
    })
    void readsDuration(String text, Duration expected) {
        assertThat(read(withDeadline(text)).deadline()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2",
                "2x",
                "-1s",
                "+1s",
                "PT-2S",
                "-PT2S",
                "1.5s",
                "2 s",
                "2S",
                "pt2s",
                "P1Y",
                "P0DTTT",
                "PT",
                "0s",
                "0ms",
                "PT0S",
                "PT0.0001S",
                "8d",
                "999999999d",
                "9999999999s",
                "P99999999999999999999D"
            })
    void refusesDuration(String text) {
        SampleFlows.assertProblem(
                withDeadline(text),
                "purchase",
                "deadline is \"%s\", but must be a duration from 1ms to 168h, for example 2s or PT2S.".formatted(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0s", "61m", "999999999d"})
    void refusesTimeout(String text) {
        SampleFlows.assertProblem(
                withProperty(PURCHASE, "cd", "timeout", text), "cd", "must be a duration from 1ms to 1h");
    }
}
