/** What is wrong with a store, from one moment to another: raised, listed, sent as webhooks, closed. */
@NullMarked
package dev.caravan.alert;

import org.jspecify.annotations.NullMarked;
