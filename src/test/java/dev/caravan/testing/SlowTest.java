package dev.caravan.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test that starts Spring or a database: {@code ./mvnw -Pquick verify} leaves it out. {@link CaravanTest} is one already; the
 * architecture tests hold that no other test starts them. For Jupiter's tests and for jqwik's.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Tag(SlowTest.TAG)
@net.jqwik.api.Tag(SlowTest.TAG)
public @interface SlowTest {

    /** Excluded by the profile quick. */
    String TAG = "slow";
}
