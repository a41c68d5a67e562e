/** Decides what is sent: compares documents with what a store shows, and uses its answers to questions. */
@NullMarked
package dev.caravan.sync.compose;

import org.jspecify.annotations.NullMarked;
