/** The demo: sandbox stores and some hundred products, so that a newcomer sees a change arrive. */
@NullMarked
package dev.caravan.demo;

import org.jspecify.annotations.NullMarked;
