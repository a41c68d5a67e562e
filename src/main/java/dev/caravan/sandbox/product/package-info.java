/** Products and variations: their fields, the rules between them, and the routes that read and write them. */
@NullMarked
package dev.caravan.sandbox.product;

import org.jspecify.annotations.NullMarked;
