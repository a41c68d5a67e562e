@NullMarked
package dev.caravan.platform;

import org.jspecify.annotations.NullMarked;
