/** The shape of the REST API of WordPress: requests, addresses, answers, lists, batches and errors. */
@NullMarked
package dev.caravan.sandbox.rest;

import org.jspecify.annotations.NullMarked;
