/** The running store: its server, keys, journal, pages and switches, and what its owner does without the API. */
@NullMarked
package dev.caravan.sandbox.host;

import org.jspecify.annotations.NullMarked;
