package maestro.saga.bpmn;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Set;
import maestro.saga.flow.Node.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Compiles conditions in a subset of CEL: field access, comparison, arithmetic, and functions of strings and sizes.
 * Macros with loops, regular expressions and types are excluded, so that the cost of a condition is bounded by its
 * length and by the size of the values that it reads.
 */
final class ConditionCompiler {

    static final int MAX_LENGTH = 500;
    private static final int MAX_DEPTH = 32;

    static final String PURCHASE = "purchase";
    static final String RECEIPTS = "receipts";

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseRecursionDepth(MAX_DEPTH)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final MapType OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.HAS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                    .includeFunctions(
                            StandardFunction.LOGICAL_NOT,
                            StandardFunction.LOGICAL_AND,
                            StandardFunction.LOGICAL_OR,
                            StandardFunction.CONDITIONAL,
                            StandardFunction.EQUALS,
                            StandardFunction.NOT_EQUALS,
                            StandardFunction.LESS,
                            StandardFunction.LESS_EQUALS,
                            StandardFunction.GREATER,
                            StandardFunction.GREATER_EQUALS,
                            StandardFunction.ADD,
                            StandardFunction.SUBTRACT,
                            StandardFunction.MULTIPLY,
                            StandardFunction.DIVIDE,
                            StandardFunction.MODULO,
                            StandardFunction.NEGATE,
                            StandardFunction.INDEX,
                            StandardFunction.IN,
                            StandardFunction.SIZE,
                            StandardFunction.STARTS_WITH,
                            StandardFunction.ENDS_WITH,
                            StandardFunction.CONTAINS)
                    .build())
            .addVar(PURCHASE, OBJECT)
            .addVar(RECEIPTS, OBJECT)
            .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

    private ConditionCompiler() {}

    /**
     * @param precedingSteps the steps whose receipts the condition can read
     * @throws InvalidConditionException with a message for the author of the condition
     */
    static Condition compile(String text, Set<String> precedingSteps) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidConditionException("it has more than %d characters".formatted(MAX_LENGTH));
        }
        try {
            CelAbstractSyntaxTree tree = COMPILER.compile(text).getAst();
            CelType type = tree.getResultType();
            if (!type.equals(SimpleType.BOOL) && !type.equals(SimpleType.DYN)) {
                throw new InvalidConditionException(
                        "the result must be true or false, but its type is %s".formatted(type.name()));
            }
            check(tree.getExpr(), precedingSteps);
            return new CelCondition(text, RUNTIME.createProgram(tree));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new InvalidConditionException(firstLine(e.getMessage()));
        }
    }

    /** The first line of a message of the CEL library, without the position. Further lines repeat the condition. */
    static String firstLine(@Nullable String message) {
        String first = String.valueOf(message).lines().findFirst().orElse("");
        return first.replaceFirst("^(ERROR: |evaluation error)[^ ]* ?(<input>:[0-9:]+)? ?", "")
                .replaceFirst("^at <input>:[0-9]+: ", "")
                .replaceFirst("^: ", "")
                .replace(" (in container '')", "");
    }

    private static void check(CelExpr expression, Set<String> steps) {
        switch (expression.getKind()) {
            case CONSTANT -> {}
            case IDENT -> {
                String name = expression.ident().name();
                if (!name.equals(PURCHASE)) {
                    throw new InvalidConditionException(
                            name.equals(RECEIPTS)
                                    ? "a receipt is read by the name of its step, for example receipts.payment"
                                    : "the name %s does not exist".formatted(name));
                }
            }
            case SELECT -> {
                if (isReceipts(expression.select().operand())) {
                    checkStep(expression.select().field(), steps);
                } else {
                    check(expression.select().operand(), steps);
                }
            }
            case CALL -> checkCall(expression.call(), steps);
            case LIST -> expression.list().elements().forEach(element -> check(element, steps));
            case MAP, STRUCT, COMPREHENSION, NOT_SET ->
                throw new InvalidConditionException("it may only read, compare, count and calculate");
        }
    }

    private static void checkCall(CelCall call, Set<String> steps) {
        boolean isIndex = call.function().equals(Operator.INDEX.getFunction());
        if (isIndex && isReceipts(call.args().getFirst())) {
            checkStep(stringConstant(call.args().get(1)), steps);
            return;
        }
        call.target().ifPresent(target -> check(target, steps));
        call.args().forEach(argument -> check(argument, steps));
    }

    private static boolean isReceipts(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.IDENT
                && expression.ident().name().equals(RECEIPTS);
    }

    private static String stringConstant(CelExpr expression) {
        boolean isString = expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        return isString ? expression.constant().stringValue() : "";
    }

    private static void checkStep(String step, Set<String> steps) {
        if (!steps.contains(step)) {
            throw new InvalidConditionException(
                    steps.isEmpty()
                            ? "no step comes before this gateway, so there are no receipts"
                            : "the step %s does not come before this gateway; there are receipts of %s"
                                    .formatted(step, String.join(", ", steps)));
        }
    }

    static final class InvalidConditionException extends RuntimeException {
        InvalidConditionException(String message) {
            super(message);
        }
    }
}
