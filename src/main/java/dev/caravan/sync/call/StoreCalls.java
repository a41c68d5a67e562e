package dev.caravan.sync.call;

import dev.caravan.store.Store;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.batch.CallPurpose;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.claim.Claims;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallKey;
import dev.caravan.woocommerce.Notices;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a request into a message just before the call, and takes the answer out of it: the thin layer above camel-http. */
@Component
public class StoreCalls {

    /** Exchange variable: the {@link CallPurpose} that a call belongs to, while the message carries request and answer. */
    public static final String PURPOSE = "purpose";
    /** Exchange variable: a read, so that a call whose connection broke may be repeated at once. */
    public static final String READ_ONLY = "readOnly";
    /** Exchange variable: when the call began, in nanoseconds of this process. */
    private static final String BEGAN = "callBegan";
    /** Exchange variable: the call, to be signed again if it is repeated. Never shows its key. */
    private static final String SIGNED = "signedCall";

    /** A wait for the pace is interrupted this often, to renew the claim and to check for the end of the program. */
    private static final Duration LOOK_UP = Duration.ofSeconds(1);

    private final StoresApi stores;
    private final StoreHealthApi health;
    private final StorePace pace;
    private final Claims claims;
    private final String userAgent;

    StoreCalls(StoresApi stores, StoreHealthApi health, StorePace pace, Claims claims) {
        this.stores = stores;
        this.health = health;
        this.pace = pace;
        this.claims = claims;
        String version = getClass().getPackage().getImplementationVersion();
        this.userAgent = "Caravan/" + (version == null ? "development" : version);
    }

    /** Waits for the store's pace, a second at most. @return whether one more call is allowed now */
    boolean awaitTurn(Store store) {
        return pace.await(store, LOOK_UP);
    }

    /** @param query URL-encoded, or null @param json the body, or null */
    public void prepare(
            Exchange exchange,
            CallPurpose purpose,
            String method,
            String path,
            @Nullable String query,
            @Nullable String json) {
        Store store = purpose.store();
        CallKey key = stores.key(store);
        mustNotHaveMoved(store);
        if (purpose instanceof Delivery delivery) {
            claims.beginCalls(delivery);
        }
        exchange.setVariable(PURPOSE, purpose instanceof Delivery delivery ? delivery.calling() : purpose);
        exchange.setVariable(READ_ONLY, method.equals("GET"));
        exchange.setVariable(BEGAN, System.nanoTime());
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, method);
        message.setHeader(Exchange.HTTP_URI, store.storeUrl().toString());
        message.setHeader(Exchange.HTTP_PATH, path);
        SignedCall call = new SignedCall(key, method, store.storeUrl().toString(), path, query);
        call.show(message);
        exchange.setVariable(SIGNED, call);
        message.setHeader("Accept", "application/json");
        message.setHeader("User-Agent", userAgent);
        if (json != null) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        }
        message.setBody(json);
    }

    /** Called before a call is repeated: a store takes an OAuth nonce once, also if the answer was lost. */
    void signAnew(Exchange exchange) {
        SignedCall call = exchange.getVariable(SIGNED, SignedCall.class);
        if (call != null && call.key().isForOneTry()) {
            call.show(exchange.getMessage());
        }
    }

    /** A call as it was prepared. */
    private record SignedCall(
            CallKey key,
            String method,
            String storeUrl,
            String path,
            @Nullable String query) {

        void show(Message message) {
            CallKey.Shown shown = key.show(method, storeUrl, path, query);
            if (shown.query() != null) {
                message.setHeader(Exchange.HTTP_QUERY, shown.query());
            }
            if (shown.authorization() != null) {
                message.setHeader("Authorization", shown.authorization());
            }
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Notes a text before the answer that the store's owner should know of. */
    void note(Store store, String notice) {
        health.noteNotice(store.id(), notice);
    }

    /** Neither new credentials nor the documents of the new store may be sent to an old address. */
    private void mustNotHaveMoved(Store store) {
        boolean same = stores.find(store.id())
                .map(now -> now.storeUrl().equals(store.storeUrl()))
                .orElse(false);
        if (!same) {
            throw new IllegalStateException("Connection " + store.id() + " was moved or deleted during a delivery");
        }
    }

    /** The delivery whose call is under way. */
    public static Delivery delivery(Exchange exchange) {
        return exchange.getVariable(PURPOSE, Delivery.class);
    }

    /** The answer of a store; notes a text that the store prints before it. */
    public Answer answer(Exchange exchange, Store store) throws IOException {
        Answer answer = answer(exchange);
        Notices.of(answer).ifPresent(notice -> note(store, notice));
        return answer;
    }

    /** The answer; removes the credentials from the message. */
    public Answer answer(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        Map<String, String> headers = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value != null && !name.startsWith("Camel")) {
                headers.put(name.toLowerCase(Locale.ROOT), value.toString());
            }
        });
        byte[] body;
        try (InputStream stream = message.getBody(InputStream.class)) {
            body = stream == null ? new byte[0] : stream.readAllBytes(); // with a limit, see CallLimits
        }
        message.removeHeaders("*");
        return new Answer(status, headers, body);
    }

    /** The call has succeeded. @param next the message's body from now on */
    public void ended(Exchange exchange, Object next) {
        exchange.removeVariable(READ_ONLY);
        exchange.removeVariable(SIGNED);
        exchange.removeVariable(PURPOSE);
        exchange.getMessage().setBody(next);
    }

    /** Milliseconds since the call was prepared. */
    public static int millis(Exchange exchange) {
        long began = exchange.getVariable(BEGAN, 0L, Long.class);
        return (int) ((System.nanoTime() - began) / 1_000_000);
    }
}
