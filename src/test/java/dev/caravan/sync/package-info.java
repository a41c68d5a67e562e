@NullMarked
package dev.caravan.sync;

import org.jspecify.annotations.NullMarked;
