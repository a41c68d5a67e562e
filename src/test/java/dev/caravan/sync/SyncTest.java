package dev.caravan.sync;

import dev.caravan.testing.CaravanTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The whole program with quick waits, and a shop team to work with it. One context for all of these tests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CaravanTest
@Import(Shop.class)
@ExtendWith(CloseShop.class)
@TestPropertySource(
        properties = {
            "caravan.metrics.every=1s",
            "caravan.sync.sweep-every=200ms",
            "caravan.sync.lease=10s",
            "caravan.sync.heartbeat-every=2s",
            "caravan.sync.connect-timeout=500ms",
            "caravan.sync.request-timeout=2s",
            "caravan.sync.store-time-limit=1s",
            "caravan.sync.backoff-first=200ms",
            "caravan.sync.backoff-longest=1s",
            "caravan.sync.unauthorized-probe-every=500ms",
            "caravan.sync.max-attempts=3",
            "caravan.sync.mass-delete-wait=0s",
            "caravan.sync.mass-delete-share=1"
        })
@interface SyncTest {}
