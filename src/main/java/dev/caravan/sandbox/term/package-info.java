/** Categories, tags, brands, attributes and their options. */
@NullMarked
package dev.caravan.sandbox.term;

import org.jspecify.annotations.NullMarked;
