/** Who may do what: sign-in, roles, users and keys. */
@NullMarked
package dev.caravan.platform.security;

import org.jspecify.annotations.NullMarked;
