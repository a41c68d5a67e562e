@NullMarked
package dev.caravan.platform.web;

import org.jspecify.annotations.NullMarked;
