/** Actions on all products that match: what they would cost, and the jobs that carry them out in portions. */
@NullMarked
package dev.caravan.sync.action;

import org.jspecify.annotations.NullMarked;
