package maestro.saga.bpmn;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Optional;
import java.util.Set;
import maestro.saga.flow.Node.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Conditions in CEL, of which only comparing, counting and reading is left: no loop, no pattern, no type, nothing of Java. What one
 * costs is bounded by its length and by the size of what it reads.
 *
 * <p>Its classes are many, and are loaded when the first condition is read.
 */
final class Conditions {

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

    private Conditions() {}

    /**
     * @param steps those whose receipts may be there
     * @throws InvalidConditionException with what is wrong, in words for whoever wrote it
     */
    static Condition compile(String text, Set<String> steps) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidConditionException("it has more than %d characters".formatted(MAX_LENGTH));
        }
        try {
            CelAbstractSyntaxTree tree = COMPILER.compile(text).getAst();
            if (!tree.getResultType().equals(SimpleType.BOOL)
                    && !tree.getResultType().equals(SimpleType.DYN)) {
                String type = tree.getResultType().name();
                throw new InvalidConditionException("it has to be true or false, and is of type %s".formatted(type));
            }
            check(tree.getExpr(), steps);
            return new CelCondition(text, RUNTIME.createProgram(tree));
        } catch (CelValidationException e) {
            throw new InvalidConditionException(plain(e.getMessage()));
        } catch (CelEvaluationException e) {
            throw new InvalidConditionException(plain(e.getMessage()));
        }
    }

    /** The library points at the place by further lines. */
    static String plain(@Nullable String message) {
        String first = String.valueOf(message).lines().findFirst().orElse("");
        return first.replaceFirst("^(ERROR: |evaluation error)[^ ]* ?(<input>:[0-9:]+)? ?", "")
                .replaceFirst("^at <input>:[0-9]+: ", "")
                .replaceFirst("^: ", "")
                .replace(" (in container '')", "");
    }

    private static void check(CelExpr part, Set<String> steps) {
        switch (part.getKind()) {
            case CONSTANT -> {}
            case IDENT -> {
                String name = part.ident().name();
                if (!name.equals(PURCHASE)) {
                    throw new InvalidConditionException(
                            name.equals(RECEIPTS)
                                    ? "a receipt is read by its step's name, as in receipts.payment"
                                    : "%s is not among what a condition may ask for".formatted(name));
                }
            }
            case SELECT -> {
                if (isReceipts(part.select().operand())) {
                    checkStep(part.select().field(), steps);
                } else {
                    check(part.select().operand(), steps);
                }
            }
            case CALL -> checkCall(part, steps);
            case LIST -> part.list().elements().forEach(element -> check(element, steps));
            case MAP, STRUCT, COMPREHENSION, NOT_SET ->
                throw new InvalidConditionException("it may only read, compare, count and calculate");
        }
    }

    private static void checkCall(CelExpr part, Set<String> steps) {
        var call = part.call();
        boolean isIndex = call.function().equals(Operator.INDEX.getFunction());
        if (isIndex && isReceipts(call.args().getFirst())) {
            checkStep(constant(call.args().get(1)), steps);
            return;
        }
        Optional<CelExpr> target = call.target();
        target.ifPresent(of -> check(of, steps));
        call.args().forEach(argument -> check(argument, steps));
    }

    private static boolean isReceipts(CelExpr part) {
        return part.getKind() == CelExpr.ExprKind.Kind.IDENT
                && part.ident().name().equals(RECEIPTS);
    }

    private static String constant(CelExpr part) {
        boolean isText = part.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && part.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        return isText ? part.constant().stringValue() : "";
    }

    private static void checkStep(String step, Set<String> steps) {
        if (!steps.contains(step)) {
            throw new InvalidConditionException(
                    steps.isEmpty()
                            ? "no step comes before it, so that there is no receipt yet"
                            : "no step %s comes before it; there are the receipts of %s"
                                    .formatted(step, String.join(", ", steps)));
        }
    }

    /** A condition that is none. */
    static final class InvalidConditionException extends RuntimeException {
        InvalidConditionException(String message) {
            super(message);
        }
    }
}
