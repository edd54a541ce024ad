package maestro.orchestrator.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * Something that must not be.
 *
 * @param purchase null if it is about a service's totals
 * @param service null if it is about the purchase as a whole
 */
public record Violation(@Nullable String purchase, @Nullable String service, String detail) {}
