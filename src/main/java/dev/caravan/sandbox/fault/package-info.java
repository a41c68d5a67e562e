/** Faults on demand: which calls they meet, and what they do to an answer. */
@NullMarked
package dev.caravan.sandbox.fault;

import org.jspecify.annotations.NullMarked;
