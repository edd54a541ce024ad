/** {@code ./maestro chaos}: runs the services as processes under faults of every kind, and checks the results. */
@NullMarked
package maestro.chaos;

import org.jspecify.annotations.NullMarked;
