/** PHP and MySQL as far as WooCommerce shows them: how values are read, compared, sorted and written. */
@NullMarked
package dev.caravan.sandbox.php;

import org.jspecify.annotations.NullMarked;
