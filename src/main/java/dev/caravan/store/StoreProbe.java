package dev.caravan.store;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.AnswerClassifier;
import dev.caravan.woocommerce.CallFault;
import dev.caravan.woocommerce.CallKey;
import dev.caravan.woocommerce.StoreEndpoints;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * One call of the store doctor: bounded in time and size, never redirected. Each call looks at the addresses of the host
 * again: a name may have come to mean another place since the connection was saved, or since the call before. The JDK
 * remembers a resolved name for 30 s, so the call goes where the look went a moment before.
 */
@Component
class StoreProbe {

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int MAX_BODY_BYTES = 1 << 20;

    /** A name server that does not answer keeps a look for longer than the call that wanted it. */
    private static final int LOOKS_AT_ONCE = 8;

    private static final int LOOKS_WAITING = 64;
    private static final long IDLE_SECONDS = 30;

    /** What came back: an answer, a fault, or an answer that is a fault. No fault: it is as it should be. */
    record Result(@Nullable Answer answer, @Nullable CallFault fault, long millis) {}

    private final AllowedAddresses addresses;
    private final HttpClient client;
    private final Executor looks = looks();
    private final Duration timeout;
    private final Clock clock;
    private final String userAgent;

    StoreProbe(CaravanSettings settings, AllowedAddresses addresses, Clock clock) {
        this.addresses = addresses;
        this.clock = clock;
        timeout = shorter(settings.sync().requestTimeout(), LONGEST);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(shorter(settings.sync().connectTimeout(), LONGEST))
                .build();
        String version = getClass().getPackage().getImplementationVersion();
        userAgent = "Caravan/" + (version == null ? "development" : version);
    }

    /** @param query URL-encoded, or null @param key null: as a stranger */
    Result get(URI storeUrl, String path, @Nullable String query, @Nullable CallKey key) {
        return send(storeUrl, request("GET", storeUrl, path, query, key).GET());
    }

    Result post(URI storeUrl, String path, CallKey key, String json) {
        return send(
                storeUrl,
                request("POST", storeUrl, path, null, key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(
            String method, URI storeUrl, String path, @Nullable String query, @Nullable CallKey key) {
        CallKey.Shown shown =
                key == null ? new CallKey.Shown(null, query) : key.show(method, storeUrl.toString(), path, query);
        String target =
                StoreEndpoints.url(storeUrl.toString(), path) + (shown.query() == null ? "" : "?" + shown.query());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target))
                .header("Accept", "application/json") // else WordPress writes its errors as HTML
                .header("User-Agent", userAgent);
        return shown.authorization() == null ? request : request.header("Authorization", shown.authorization());
    }

    /** The client's own timeout ends with the headers; this one includes the look before the call, and the body. */
    private Result send(URI storeUrl, HttpRequest.Builder request) {
        long began = System.nanoTime();
        try {
            if (!inTime(CompletableFuture.supplyAsync(() -> isReachable(storeUrl), looks), began)) {
                return new Result(null, new CallFault.NotReached(Remedies.PRIVATE_NETWORK), millisSince(began));
            }
            HttpResponse<byte[]> response =
                    inTime(client.sendAsync(request.build(), head -> new LimitedBody(MAX_BODY_BYTES)), began);
            Answer answer = new Answer(response.statusCode(), headers(response), response.body());
            return new Result(answer, AnswerClassifier.faultOf(answer, clock).orElse(null), millisSince(began));
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause(), began);
        } catch (TimeoutException | RejectedExecutionException e) {
            return failed(e, began);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(e, began);
        }
    }

    /** What comes within the time that a call has left; else it is cancelled. */
    private <T> T inTime(CompletableFuture<T> coming, long began)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return coming.get(timeout.toNanos() - (System.nanoTime() - began), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            coming.cancel(true);
            throw e;
        }
    }

    private boolean isReachable(URI storeUrl) {
        try {
            return addresses.isReachable(storeUrl);
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    private static Executor looks() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                LOOKS_AT_ONCE,
                LOOKS_AT_ONCE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(LOOKS_WAITING),
                task -> {
                    Thread thread = new Thread(task, "store-names");
                    thread.setDaemon(true); // nobody waits for a name when the program ends
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Result failed(Throwable failure, long began) {
        return new Result(null, AnswerClassifier.faultOf(failure), millisSince(began));
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private static Map<String, String> headers(HttpResponse<?> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return headers;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
