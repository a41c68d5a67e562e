@NullMarked
package dev.caravan.alert;

import org.jspecify.annotations.NullMarked;
