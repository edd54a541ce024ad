package maestro.saga.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import maestro.saga.bpmn.ParseResult.Read;
import maestro.saga.bpmn.ParseResult.Refused;
import maestro.saga.flow.Flow;
import maestro.saga.flow.FlowDefaults;
import maestro.saga.flow.Step;
import org.jspecify.annotations.Nullable;

/** Valid files, and a reader with the services of a purchase. */
final class SampleFlows {

    static final List<String> SERVICES = List.of("checkout", "payment", "stock", "cd", "invoice", "shipping");

    static final String PURCHASE =
            load(Path.of("..", "..", "orchestrator-service", "src", "main", "resources", "flows", "purchase.bpmn"));
    static final String PARALLEL = load(Path.of("src", "test", "resources", "flows", "parallel.bpmn"));
    static final String EXCLUSIVE = load(Path.of("src", "test", "resources", "flows", "exclusive.bpmn"));

    private SampleFlows() {}

    static ParseResult parse(String xml) {
        return parse(xml, FlowDefaults.standard());
    }

    static ParseResult parse(String xml, FlowDefaults defaults) {
        return new BpmnReader(Set.copyOf(SERVICES), defaults).read("purchase", 1, xml);
    }

    static Flow read(String xml) {
        return switch (parse(xml)) {
            case Read read -> read.flow();
            case Refused refused -> throw new AssertionError("The file was refused: " + refused.problems());
        };
    }

    static List<Problem> problems(String xml) {
        return switch (parse(xml)) {
            case Read read -> throw new AssertionError("The file was read: " + read.flow());
            case Refused refused -> refused.problems();
        };
    }

    /** @param element the id of an element, or null for any element */
    static void assertProblem(String xml, @Nullable String element, String message) {
        assertThat(problems(xml)).anySatisfy(problem -> {
            assertThat(problem.problem()).contains(message);
            if (element != null) {
                assertThat(problem.element()).isEqualTo(element);
            }
        });
    }

    static Step step(Flow flow, String name) {
        return flow.steps().get(flow.indexOf(name));
    }

    private static String load(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
