/** Everything between the socket and a REST route: origins, types and sizes of bodies, parameters, headers of answers. */
@NullMarked
package dev.caravan.platform.web;

import org.jspecify.annotations.NullMarked;
