/** What an answer or a failure means for each row, and how the result is written: outcomes, retries, dead letters. */
@NullMarked
package dev.caravan.sync.settle;

import org.jspecify.annotations.NullMarked;
