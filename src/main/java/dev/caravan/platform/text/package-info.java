/** Texts from outside in log lines and names: characters that hide or forge text are shown as escapes or refused. */
@NullMarked
package dev.caravan.platform.text;

import org.jspecify.annotations.NullMarked;
