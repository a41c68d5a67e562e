/** Who did what, from where, on what: written, kept, read, and never changed. */
@NullMarked
package dev.caravan.platform.audit;

import org.jspecify.annotations.NullMarked;
