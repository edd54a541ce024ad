/** The journal: its ports, its records, and group commit over a {@link maestro.saga.journal.BatchWriter}. */
@NullMarked
package maestro.saga.journal;

import org.jspecify.annotations.NullMarked;
