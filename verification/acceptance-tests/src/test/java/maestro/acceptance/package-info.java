/**
 * Tests of the complete stack as real processes, through the APIs for clients and operators.
 *
 * <p>Tags:
 *
 * <ul>
 *   <li>{@code slow}: classes that take a minute or more, because they restart processes or run a load. A normal build
 *       runs them; {@code -DexcludedGroups=slow} skips them.
 * </ul>
 *
 * <p>{@code RecoveryLoadIT} and {@code DashboardScreenshotsIT} run only if their system property is set.
 */
@NullMarked
package maestro.acceptance;

import org.jspecify.annotations.NullMarked;
