package dev.caravan.platform.security;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Decides whether a password may be checked now, see docs/adr/0009. Tries from unknown addresses wait by user and
 * address, by address, and by user; a user at an address from which the user has signed in before waits only after
 * own failures. State of this node.
 */
@Component
class SignInGuard {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KnownNetworks known;
    private final RefusedSignIns refused;
    private final GrowingDelay byPair;
    private final GrowingDelay byNetwork;
    private final GrowingDelay byWideNetwork;
    private final GrowingDelay byUser;
    private final FamiliarTries familiar;
    private final HashShare strangers;
    private final HashShare acquainted;

    @Autowired
    SignInGuard(KnownNetworks known, RefusedSignIns refused) {
        this(known, refused, Ticker.systemTicker(), Runtime.getRuntime().availableProcessors());
    }

    SignInGuard(KnownNetworks known, RefusedSignIns refused, Ticker ticker, int processors) {
        this.known = known;
        this.refused = refused;
        byPair = new GrowingDelay(5, FIRST, Duration.ofMinutes(15), 100_000, ticker);
        byNetwork = new GrowingDelay(20, FIRST, Duration.ofMinutes(1), 50_000, ticker);
        byWideNetwork = new GrowingDelay(60, FIRST, Duration.ofSeconds(30), 50_000, ticker);
        byUser = new GrowingDelay(30, FIRST, Duration.ofMinutes(3), 10_000, ticker);
        familiar = new FamiliarTries(FIRST, ticker);
        strangers = new HashShare(HashShare.half(processors), PATIENCE);
        acquainted = new HashShare(HashShare.half(processors), PATIENCE);
    }

    /** An attempt that may continue; exactly one of its methods is called, once. */
    interface Attempt {

        /** The password was right. */
        default void right() {}

        /** The password was wrong, or there is no such user: it was counted at its start. */
        default void wrong() {}

        /** The password could not be checked. */
        default void broken() {}
    }

    /**
     * Begins an attempt.
     *
     * @param connection of which a known user may have several; empty if it is not known @param verified whether this
     * very password was found right a moment ago, without a hash @throws TooManySignInsException if it may not be
     * checked now
     */
    Attempt begin(String username, Network network, String connection, BooleanSupplier verified) {
        String user = username.toLowerCase(Locale.ROOT);
        if (known.remembers(username, network)) {
            return beginKnown(username, network, connection, verified);
        }
        Duration wait = beginStranger(user, network);
        if (wait.isZero()) {
            Attempt attempt = new Stranger(username, user, network, connection);
            return placed(attempt, strangers, guesses(user, network));
        }
        if (known.has(username, network)) {
            return beginKnown(username, network, connection, verified);
        }
        throw new TooManySignInsException(wait);
    }

    /** A wrong API key. It needs no hash, but counts for its address. @return how long to wait; may be zero */
    Duration wrongKey(Network network) {
        return byNetwork.begin(network.name());
    }

    /** Tries that wait for their hash. */
    int waitingStrangers() {
        return strangers.waiting();
    }

    private Attempt beginKnown(String username, Network network, String connection, BooleanSupplier verified) {
        String pair = pair(username.toLowerCase(Locale.ROOT), network);
        if (familiar.pass(pair, connection, verified)) {
            return new Verified();
        }
        Duration wait = familiar.begin(pair);
        if (!wait.isZero()) {
            throw new TooManySignInsException(wait);
        }
        return placed(new Acquainted(username, pair, network, connection), acquainted, familiar.tries(pair));
    }

    private Duration beginStranger(String user, Network network) {
        String pair = pair(user, network);
        Duration wait = byPair.begin(pair);
        if (!wait.isZero()) {
            return wait;
        }
        wait = byNetwork.begin(network.name());
        if (!wait.isZero()) {
            byPair.takeBack(pair);
            return wait;
        }
        wait = byWideNetwork.begin(network.wide());
        if (!wait.isZero()) {
            byPair.takeBack(pair);
            byNetwork.takeBack(network.name());
            return wait;
        }
        wait = byUser.begin(user);
        if (!wait.isZero()) {
            byPair.takeBack(pair);
            byNetwork.takeBack(network.name());
            byWideNetwork.takeBack(network.wide());
        }
        return wait;
    }

    /**
     * The more failures there are, the later the hash is computed. Tries that were refused before their hash count as
     * well.
     */
    private int guesses(String user, Network network) {
        long of = (long) refused.of(network.name()) + byNetwork.attempts(network.name()) + byUser.attempts(user);
        return (int) Math.min(of, Integer.MAX_VALUE);
    }

    private static Attempt placed(Attempt attempt, HashShare share, int tries) {
        if (share.enter(tries)) {
            return new Placed(attempt, share);
        }
        attempt.broken();
        throw new TooManySignInsException(PATIENCE);
    }

    private static String pair(String user, Network network) {
        return network.name() + " " + user;
    }

    /** A password that was found right a moment ago: nothing is counted or computed. */
    private record Verified() implements Attempt {}

    /** An attempt that has a place for its hash. */
    private record Placed(Attempt attempt, HashShare share) implements Attempt {
        @Override
        public void right() {
            share.leave();
            attempt.right();
        }

        @Override
        public void wrong() {
            share.leave();
            attempt.wrong();
        }

        @Override
        public void broken() {
            share.leave();
            attempt.broken();
        }
    }

    private final class Acquainted implements Attempt {
        private final String username;
        private final String pair;
        private final Network network;
        private final String connection;

        Acquainted(String username, String pair, Network network, String connection) {
            this.username = username;
            this.pair = pair;
            this.network = network;
            this.connection = connection;
        }

        @Override
        public void right() {
            broken(); // failures of others at the same network still count
            familiar.signedIn(pair, connection);
            known.add(username, network);
        }

        @Override
        public void broken() {
            familiar.takeBack(pair);
        }
    }

    private final class Stranger implements Attempt {
        private final String username;
        private final String user;
        private final Network network;
        private final String connection;

        Stranger(String username, String user, Network network, String connection) {
            this.username = username;
            this.user = user;
            this.network = network;
            this.connection = connection;
        }

        @Override
        public void right() {
            broken();
            byPair.forget(pair(user, network));
            familiar.signedIn(pair(user, network), connection);
            known.add(username, network);
        }

        @Override
        public void broken() {
            byPair.takeBack(pair(user, network));
            byNetwork.takeBack(network.name());
            byWideNetwork.takeBack(network.wide());
            byUser.takeBack(user);
        }
    }
}
