package dev.caravan.store.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Looks up the addresses of a name, for a limited time, because a name server that does not answer would block a
 * delivery's thread. One look-up of a name runs at a time, so that a slow name takes one thread.
 */
@Component
public class NameLookup implements DisposableBean {

    private static final int AT_ONCE = 64;
    private static final long IDLE_SECONDS = 30;

    /** A source of addresses of names. */
    @FunctionalInterface
    public interface Names {

        public InetAddress[] find(String host) throws UnknownHostException;
    }

    private final Names names;
    private final Duration limit;
    private final ConcurrentMap<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor pool = pool();

    @Autowired
    public NameLookup(StoreCallSettings settings) {
        this(settings.connectTimeout(), InetAddress::getAllByName);
    }

    /** @param limit how long an answer is waited for */
    public NameLookup(Duration limit, Names names) {
        this.limit = limit;
        this.names = names;
    }

    /**
     * All addresses of a host.
     *
     * @param host a name, or an address; IPv6 in brackets or without
     * @throws UnknownHostException if it has none, is a number in an ambiguous form, or is not known in time
     */
    public InetAddress[] find(String host) throws UnknownHostException {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (Networks.isAmbiguous(name)) {
            throw new UnknownHostException("an IPv4 address must be written as four decimal numbers");
        }
        try {
            return answer(name).get(limit.toMillis(), TimeUnit.MILLISECONDS).clone();
        } catch (TimeoutException e) {
            throw new UnknownHostException("the name server did not answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownHostException unknown ? unknown : failed(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    private CompletableFuture<InetAddress[]> answer(String name) {
        CompletableFuture<InetAddress[]> mine = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> other = underWay.putIfAbsent(name, mine);
        if (other != null) {
            return other;
        }
        try {
            pool.execute(() -> look(name, mine));
        } catch (RejectedExecutionException e) {
            underWay.remove(name, mine);
            mine.completeExceptionally(new UnknownHostException("too many names are being looked up at once"));
        }
        return mine;
    }

    private void look(String name, CompletableFuture<InetAddress[]> answer) {
        try {
            InetAddress[] found = names.find(name);
            underWay.remove(name, answer);
            answer.complete(found);
        } catch (UnknownHostException | RuntimeException e) {
            underWay.remove(name, answer);
            answer.completeExceptionally(e);
        }
    }

    private static UnknownHostException failed(@Nullable Throwable cause) {
        UnknownHostException failure = new UnknownHostException("the look-up of the name failed");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    private static ThreadPoolExecutor pool() {
        return new ThreadPoolExecutor(0, AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "name-lookup");
            thread.setDaemon(true); // a look-up cannot be interrupted, and must not delay the end of the program
            return thread;
        });
    }

    @Override
    public void destroy() {
        pool.shutdownNow();
    }
}
