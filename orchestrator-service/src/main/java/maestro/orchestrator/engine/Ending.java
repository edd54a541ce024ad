package maestro.orchestrator.engine;

import maestro.orchestrator.saga.Saga;

/**
 * How this process's part in a saga ended.
 *
 * @param saga as it was then: at its end, and durably so, unless the process stops or the saga was taken over
 * @param owned false if it was taken over: then somebody else has the last word
 */
public record Ending(Saga saga, boolean owned) {}
