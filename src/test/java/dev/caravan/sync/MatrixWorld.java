package dev.caravan.sync;

import dev.caravan.testing.CaravanTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * The whole program with the waits that it has in life and a clock that is turned, so that a day passes in seconds. Only what
 * really has to be waited for is short. One context for all of these tests.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CaravanTest
@Import({Shop.class, MatrixClock.InTheProgram.class, InterleavingsCrash.class})
@TestPropertySource(
        properties = {
            "caravan.sync.sweep-every=50ms",
            "caravan.sync.connect-timeout=500ms",
            "caravan.sync.request-timeout=700ms",
            "caravan.sync.mass-delete-share=1"
        })
@interface MatrixWorld {}
