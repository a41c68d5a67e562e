/** Faults on demand: which calls they affect, and how they change an answer. */
@NullMarked
package dev.caravan.sandbox.fault;

import org.jspecify.annotations.NullMarked;
