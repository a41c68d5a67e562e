/** The words of every room: who calls, what they may, what went wrong, and small helpers for files, SQL and log lines. */
@NullMarked
package dev.caravan.platform;

import org.jspecify.annotations.NullMarked;
