package dev.caravan.catalog;

import dev.caravan.testing.CaravanTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** The whole program, with {@link Catalogue} to make things: one context for all tests of the catalogue. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CaravanTest
@Import(Catalogue.class)
@interface CatalogTest {}
