@NullMarked
package dev.caravan.store.address;

import org.jspecify.annotations.NullMarked;
