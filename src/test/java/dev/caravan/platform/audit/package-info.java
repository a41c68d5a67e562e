@NullMarked
package dev.caravan.platform.audit;

import org.jspecify.annotations.NullMarked;
