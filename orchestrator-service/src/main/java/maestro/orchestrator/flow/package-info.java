/** The process: which steps a purchase takes, in which order, and how patiently each is tried. */
@NullMarked
package maestro.orchestrator.flow;

import org.jspecify.annotations.NullMarked;
