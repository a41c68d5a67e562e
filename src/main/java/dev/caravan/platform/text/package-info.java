/** Texts of others on their way into the log and into names: what would hide or forge something is shown or refused. */
@NullMarked
package dev.caravan.platform.text;

import org.jspecify.annotations.NullMarked;
