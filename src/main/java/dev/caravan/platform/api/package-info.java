/** The shape of the API: what bodies, answers and problems look like. */
@NullMarked
package dev.caravan.platform.api;

import org.jspecify.annotations.NullMarked;
