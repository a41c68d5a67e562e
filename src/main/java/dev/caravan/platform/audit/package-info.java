/** The audit log: who did what, from where, to which object, in entries that never change. */
@NullMarked
package dev.caravan.platform.audit;

import org.jspecify.annotations.NullMarked;
