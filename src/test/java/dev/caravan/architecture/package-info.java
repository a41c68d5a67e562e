/** What the whole repository keeps to: rooms, routes, SQL files, settings, container files. */
@NullMarked
package dev.caravan.architecture;

import org.jspecify.annotations.NullMarked;
