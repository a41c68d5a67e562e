package dev.caravan.console;

import dev.caravan.testing.CaravanTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Runs the whole program and looks at its pages with the machine's Chromium. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CaravanTest
@EnabledIf(value = "dev.caravan.console.Chromium#isInstalled", disabledReason = Chromium.MISSING)
@interface BrowserTest {}
