/** Decides what is sent: compares documents with what a store shows, and goes on with its answers to questions. */
@NullMarked
package dev.caravan.sync.compose;

import org.jspecify.annotations.NullMarked;
