/** Connections: which stores there are, how each is to be served, its sealed credentials, its health, the store doctor. */
@NullMarked
package dev.caravan.store;

import org.jspecify.annotations.NullMarked;
