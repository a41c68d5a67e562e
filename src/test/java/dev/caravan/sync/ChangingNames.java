package dev.caravan.sync;

import dev.caravan.store.address.NameLookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A name server whose answers a test changes. Names that it does not know are addresses. */
@TestConfiguration(proxyBeanMethods = false)
class ChangingNames {

    private static final Map<String, List<InetAddress>> ANSWERS = new ConcurrentHashMap<>();
    private static final Map<String, CountDownLatch> SILENT = new ConcurrentHashMap<>();

    @Bean
    @Primary
    NameLookup changingNames() {
        return new NameLookup(Duration.ofMillis(500), ChangingNames::find);
    }

    static void say(String name, String... addresses) {
        ANSWERS.put(name, Arrays.stream(addresses).map(ChangingNames::address).toList());
    }

    /** The name server does not answer for this name, until {@link #speakAgain}. */
    static void fallSilent(String name) {
        SILENT.put(name, new CountDownLatch(1));
    }

    static void speakAgain(String name) {
        CountDownLatch latch = SILENT.remove(name);
        if (latch != null) {
            latch.countDown();
        }
    }

    private static InetAddress[] find(String name) throws UnknownHostException {
        CountDownLatch latch = SILENT.get(name);
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        List<InetAddress> known = ANSWERS.get(name);
        return known == null ? InetAddress.getAllByName(name) : known.toArray(InetAddress[]::new);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
