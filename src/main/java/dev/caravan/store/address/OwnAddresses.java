package dev.caravan.store.address;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of this machine's network interfaces, public ones too, because a service that listens on them may
 * trust its own machine. They are read again at intervals, because a machine may get others.
 */
final class OwnAddresses {

    private static final Logger log = LoggerFactory.getLogger(OwnAddresses.class);
    private static final Duration READ_EVERY = Duration.ofSeconds(30);

    private final Supplier<Set<InetAddress>> interfaces;
    private final LongSupplier nanoTime;
    private volatile Read last;

    private record Read(Set<InetAddress> addresses, long at) {}

    OwnAddresses() {
        this(OwnAddresses::read, System::nanoTime);
    }

    /** @param nanoTime a monotonic clock */
    OwnAddresses(Supplier<Set<InetAddress>> interfaces, LongSupplier nanoTime) {
        this.interfaces = interfaces;
        this.nanoTime = nanoTime;
        this.last = new Read(interfaces.get(), nanoTime.getAsLong());
    }

    boolean contains(InetAddress address) {
        Read known = last;
        if (nanoTime.getAsLong() - known.at() > READ_EVERY.toNanos()) {
            known = again(known);
        }
        return known.addresses().contains(address);
    }

    private Read again(Read before) {
        Read now;
        try {
            now = new Read(interfaces.get(), nanoTime.getAsLong());
        } catch (IllegalStateException e) {
            log.warn(
                    "The addresses of this machine could not be read again; the previous ones stay in use: {}",
                    e.toString());
            now = new Read(before.addresses(), nanoTime.getAsLong());
        }
        last = now;
        return now;
    }

    private static Set<InetAddress> read() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException e) {
            throw new IllegalStateException("The addresses of this machine cannot be read", e);
        }
    }
}
