/** Alerts about stores and accounts: raised, listed, sent as webhooks, closed. */
@NullMarked
package dev.caravan.alert;

import org.jspecify.annotations.NullMarked;
