/** Seals the credentials of connections, and exchanges the key that seals them. */
@NullMarked
package dev.caravan.store.seal;

import org.jspecify.annotations.NullMarked;
