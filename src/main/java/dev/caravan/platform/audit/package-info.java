/** The audit log: who did what, from where, to which object. Entries are never changed. */
@NullMarked
package dev.caravan.platform.audit;

import org.jspecify.annotations.NullMarked;
