/** The vocabulary of every room: callers, roles, failures, and small helpers for files, SQL and log lines. */
@NullMarked
package dev.caravan.platform;

import org.jspecify.annotations.NullMarked;
