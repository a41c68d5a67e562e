@NullMarked
package dev.caravan.platform.security;

import org.jspecify.annotations.NullMarked;
