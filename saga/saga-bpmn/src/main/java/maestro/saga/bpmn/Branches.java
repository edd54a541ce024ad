package maestro.saga.bpmn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import maestro.saga.bpmn.Conditions.InvalidConditionException;
import maestro.saga.flow.Node.Condition;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.impl.BpmnModelConstants;
import org.operaton.bpm.model.bpmn.instance.ConditionExpression;
import org.operaton.bpm.model.bpmn.instance.Definitions;
import org.operaton.bpm.model.bpmn.instance.ExclusiveGateway;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.SequenceFlow;

/** How exclusive gateways decide. */
final class Branches {

    private static final String CEL = "cel";

    private final Graph graph;
    private final Model model;
    private final Problems problems;
    private final Map<SequenceFlow, Condition> conditions = new HashMap<>();

    Branches(Graph graph, Model model, Problems problems) {
        this.graph = graph;
        this.model = model;
        this.problems = problems;
    }

    @Nullable Condition condition(SequenceFlow flow) {
        return conditions.get(flow);
    }

    /** @param before the steps on some way to this node */
    void read(FlowNode node, Set<String> before) {
        List<SequenceFlow> flows = graph.out(node);
        if (!(node instanceof ExclusiveGateway) || flows.size() < 2) {
            flows.stream()
                    .filter(flow -> flow.getConditionExpression() != null)
                    .forEach(flow -> problems.add(
                            model.place(flow),
                            "A condition needs a choice: remove it, or draw an exclusive gateway with two ways."));
            return;
        }
        SequenceFlow otherwise = otherwise(node);
        if (otherwise == null) {
            problems.add(
                    model.place(node),
                    "It has no default flow: mark one way as the default, which is taken when no condition holds.");
        }
        for (SequenceFlow flow : flows) {
            read(flow, flow.equals(otherwise), before);
        }
    }

    /** The default flow of a gateway. */
    @Nullable SequenceFlow otherwise(FlowNode gateway) {
        SequenceFlow flow = model.target(gateway, "default", SequenceFlow.class);
        return flow != null && graph.out(gateway).contains(flow) ? flow : null;
    }

    private void read(SequenceFlow flow, boolean isDefault, Set<String> before) {
        ConditionExpression expression = flow.getConditionExpression();
        if (isDefault) {
            if (expression != null) {
                problems.add(model.place(flow), "The default flow has a condition, which nobody would ask: remove it.");
            }
            return;
        }
        String text = expression == null ? "" : text(expression, model.place(flow));
        if (text.isEmpty()) {
            problems.add(model.place(flow), "It has no condition: add one, or mark it as the gateway's default flow.");
            return;
        }
        if (!isCel(expression)) {
            problems.add(model.place(flow), "Its condition is in another language: write it in CEL.");
            return;
        }
        try {
            conditions.put(flow, Conditions.compile(text, before));
        } catch (InvalidConditionException e) {
            problems.add(
                    model.place(flow),
                    "Its condition \"%s\" can't be used: %s.",
                    shortened(text),
                    String.valueOf(e.getMessage()));
        }
    }

    /** Some modelers put a = before each expression. */
    private String text(ConditionExpression expression, Place flow) {
        if (!expression.getDomElement().getChildElements().isEmpty()) {
            problems.add(flow, "A condition is text alone: remove the elements in it.");
        }
        String text = expression.getTextContent().strip();
        return text.startsWith("=") ? text.substring(1).strip() : text;
    }

    /** XPath is what the schema says where a file says nothing. */
    private boolean isCel(@Nullable ConditionExpression expression) {
        String own = expression == null ? null : expression.getLanguage();
        if (own != null && !own.isBlank()) {
            return own.strip().equalsIgnoreCase(CEL);
        }
        return model.all(Definitions.class).stream()
                .map(Definitions::getExpressionLanguage)
                .allMatch(language -> language == null
                        || language.isBlank()
                        || language.equals(BpmnModelConstants.XPATH_NS)
                        || language.strip().equalsIgnoreCase(CEL));
    }

    private static String shortened(String text) {
        return text.length() < 80 ? text : text.substring(0, 77) + "...";
    }
}
