/** What the tests of the services' own rules have in common. */
@NullMarked
package maestro.service;

import org.jspecify.annotations.NullMarked;
