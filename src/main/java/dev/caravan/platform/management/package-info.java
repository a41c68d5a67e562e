/** The management port: actuator, Jolokia and Hawtio, for administrators only. */
@NullMarked
package dev.caravan.platform.management;

import org.jspecify.annotations.NullMarked;
