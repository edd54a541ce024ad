package maestro.contract;

/**
 * The problem types (RFC 9457) that more than one module refers to. The {@code type} of a problem is {@link #PREFIX}
 * followed by one of these names. The names are part of the HTTP contract: they never change.
 */
public final class ProblemTypes {

    public static final String PREFIX = "/problems/";

    /** 400: a field of the request is missing or invalid. The member {@code errors} names each one. */
    public static final String BAD_REQUEST = "bad-request";

    /** 404 */
    public static final String NOT_FOUND = "not-found";

    /** 503: the request was not carried out, or its outcome is unknown. */
    public static final String UNAVAILABLE = "unavailable";

    /** 422 of a participant: it refused the {@code do} for the business reason in {@code reason}. Final. */
    public static final String REFUSED = "refused";

    /** 409 of a participant: the purchase was undone there before this {@code do} arrived. Final. */
    public static final String ALREADY_UNDONE = "already-undone";

    /** 422 of a participant: the id was used before, with other content. Final. */
    public static final String ID_REUSED = "id-reused";

    /** 409 of the orchestrator: the purchase failed and all its effects were undone. */
    public static final String PURCHASE_UNDONE = "purchase-undone";

    /** 409 of the orchestrator: an operator closed the purchase. */
    public static final String PURCHASE_RESOLVED = "purchase-resolved";

    /** 409 of the orchestrator: a request with the same idempotency key is in progress. */
    public static final String PURCHASE_IN_PROGRESS = "purchase-in-progress";

    /** 422 of the orchestrator: the idempotency key was used before, with another body. */
    public static final String IDEMPOTENCY_KEY_REUSED = "idempotency-key-reused";

    /** 504 of the orchestrator: it is unknown whether the purchase was accepted. */
    public static final String ACCEPTANCE_UNKNOWN = "acceptance-unknown";

    /** 409 of a choreographed purchase: a service failed. Effects may remain. */
    public static final String PURCHASE_FAILED = "purchase-failed";

    private ProblemTypes() {}

    /** Whether {@code type}, a relative or an absolute URI, is the problem type with this name. */
    public static boolean matches(String type, String name) {
        return type.endsWith("/" + name);
    }
}
