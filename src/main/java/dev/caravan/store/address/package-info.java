/** Which addresses of the network Caravan may call, checked at the moment when a connection is made. */
@NullMarked
package dev.caravan.store.address;

import org.jspecify.annotations.NullMarked;
