package maestro.saga.bpmn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import maestro.saga.bpmn.ConditionCompiler.InvalidConditionException;
import maestro.saga.flow.Node.Condition;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.impl.BpmnModelConstants;
import org.operaton.bpm.model.bpmn.instance.ConditionExpression;
import org.operaton.bpm.model.bpmn.instance.Definitions;
import org.operaton.bpm.model.bpmn.instance.ExclusiveGateway;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.SequenceFlow;

/** Reads the conditions of the sequence flows that leave exclusive gateways. */
final class ExclusiveGateways {

    private static final String CEL = "cel";
    private static final int MAX_SHOWN_LENGTH = 80;

    private final FlowGraph graph;
    private final BpmnModel model;
    private final Map<SequenceFlow, Condition> conditions = new HashMap<>();

    ExclusiveGateways(FlowGraph graph, BpmnModel model) {
        this.graph = graph;
        this.model = model;
    }

    @Nullable Condition condition(SequenceFlow flow) {
        return conditions.get(flow);
    }

    @Nullable SequenceFlow defaultFlow(FlowNode gateway) {
        SequenceFlow flow = model.referenced(gateway, "default", SequenceFlow.class);
        return flow != null && graph.outgoing(gateway).contains(flow) ? flow : null;
    }

    /** @param precedingSteps the steps on any path to this node */
    void read(FlowNode node, Set<String> precedingSteps) {
        List<SequenceFlow> flows = graph.outgoing(node);
        if (!(node instanceof ExclusiveGateway) || flows.size() < 2) {
            flows.stream()
                    .filter(flow -> flow.getConditionExpression() != null)
                    .forEach(flow -> model.report(
                            flow,
                            "Only an exclusive gateway with two or more outgoing sequence flows can have conditions."
                                    + " Remove the condition, or add such a gateway."));
            return;
        }
        SequenceFlow defaultFlow = defaultFlow(node);
        if (defaultFlow == null) {
            model.report(
                    node,
                    "This gateway has no default flow."
                            + " Mark one sequence flow as the default, which is taken if no condition is true.");
        }
        for (SequenceFlow flow : flows) {
            if (!flow.equals(defaultFlow)) {
                readCondition(flow, precedingSteps);
            } else if (flow.getConditionExpression() != null) {
                model.report(flow, "The condition of a default flow is never evaluated. Remove the condition.");
            }
        }
    }

    private void readCondition(SequenceFlow flow, Set<String> precedingSteps) {
        ConditionExpression expression = flow.getConditionExpression();
        String text = expression == null ? "" : text(expression, flow);
        if (expression == null || text.isEmpty()) {
            model.report(
                    flow,
                    "This sequence flow has no condition."
                            + " Add a condition, or mark it as the default flow of the gateway.");
        } else if (!isCel(expression)) {
            model.report(flow, "The language of this condition is not supported. Write the condition in CEL.");
        } else {
            try {
                conditions.put(flow, ConditionCompiler.compile(text, precedingSteps));
            } catch (InvalidConditionException e) {
                model.report(
                        flow, "The condition \"%s\" is not valid: %s.".formatted(abbreviated(text), e.getMessage()));
            }
        }
    }

    /** Some modelers write an equals sign before each expression. */
    private String text(ConditionExpression expression, SequenceFlow flow) {
        if (!expression.getDomElement().getChildElements().isEmpty()) {
            model.report(flow, "The condition contains XML elements. Write the condition as text only.");
        }
        String text = expression.getTextContent().strip();
        return text.startsWith("=") ? text.substring(1).strip() : text;
    }

    /** By the schema, the expression language of a file is XPath if the file does not set it. */
    private boolean isCel(ConditionExpression expression) {
        String language = expression.getLanguage();
        if (language != null && !language.isBlank()) {
            return language.strip().equalsIgnoreCase(CEL);
        }
        return model.elements(Definitions.class).stream()
                .map(Definitions::getExpressionLanguage)
                .allMatch(standard -> standard == null
                        || standard.isBlank()
                        || standard.equals(BpmnModelConstants.XPATH_NS)
                        || standard.strip().equalsIgnoreCase(CEL));
    }

    private static String abbreviated(String text) {
        return text.length() < MAX_SHOWN_LENGTH ? text : text.substring(0, MAX_SHOWN_LENGTH - 3) + "...";
    }
}
