package dev.caravan.catalog;

import dev.caravan.testing.CaravanTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * The whole program, with {@link Catalogue} to make things: one context for all tests of the catalogue. Without the routes
 * that take the product events, so that the tests can read them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CaravanTest
@Import(Catalogue.class)
@TestPropertySource(properties = "camel.main.route-filter-exclude-pattern=fan-out-events,sweep-stores")
public @interface CatalogTest {}
