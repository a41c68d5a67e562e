@NullMarked
package dev.caravan.platform.text;

import org.jspecify.annotations.NullMarked;
