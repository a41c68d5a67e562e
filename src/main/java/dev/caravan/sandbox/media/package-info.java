/** The media library: images are downloaded, counted and found again. */
@NullMarked
package dev.caravan.sandbox.media;

import org.jspecify.annotations.NullMarked;
