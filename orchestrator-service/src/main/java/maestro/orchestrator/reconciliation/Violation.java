package maestro.orchestrator.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * A violated invariant.
 *
 * @param service null if the violation is about several services
 */
public record Violation(String purchase, @Nullable String service, String detail) {}
