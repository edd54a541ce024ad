/** Flowable: a BPMN process of service tasks with compensation events, in the embedded engine. */
@NullMarked
package maestro.benchmarks.peers.flowable;

import org.jspecify.annotations.NullMarked;
