@NullMarked
package dev.caravan.platform.database;

import org.jspecify.annotations.NullMarked;
