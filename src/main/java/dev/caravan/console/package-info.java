/** The web console: pages that show and do what the REST API offers, by calling its operations within the process. */
@NullMarked
package dev.caravan.console;

import org.jspecify.annotations.NullMarked;
