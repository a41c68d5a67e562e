package dev.caravan.sandbox.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.Ring;
import dev.caravan.sandbox.SandboxCall;
import dev.caravan.sandbox.fault.FaultAnswers;
import dev.caravan.sandbox.fault.Pause;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxFaults;
import dev.caravan.sandbox.rest.Answer;
import dev.caravan.sandbox.rest.RestError;
import dev.caravan.sandbox.rest.StoreRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes one exchange: the page and the switches at once, REST calls through workers, latency and faults. */
final class CallHandler implements HttpHandler {

    private static final int MAX_ADDRESS = 8_192; // nginx' large_client_header_buffers

    /** Products and variations: the list, one of them or the batch. */
    private static final Pattern PRODUCTS = Pattern.compile(".*/products(/\\d+/variations)?(?:/(\\d+|batch))?/?");

    private final RestApi api;
    private final Site site;
    private final SandboxFaults faults;
    private final Ring<SandboxCall> calls;

    CallHandler(RestApi api, Site site, SandboxFaults faults, Ring<SandboxCall> calls) {
        this.api = api;
        this.site = site;
        this.faults = faults;
        this.calls = calls;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            StoreRequest request = StoreRequest.read(exchange);
            if (request.path().startsWith("/wp-json")) {
                call(exchange, request);
            } else {
                send(exchange, request, site.answer(request));
            }
        } catch (Pause.Ended e) {
            exchange.close();
        } catch (InterruptedException e) {
            exchange.close();
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            exchange.close();
            throw e;
        }
    }

    private void call(HttpExchange exchange, StoreRequest request) throws IOException, InterruptedException {
        Instant started = Instant.now();
        int status = 0;
        faults.workers().enter();
        try {
            Pause.of(faults.latencyPerCall().toMillis());
            Optional<SandboxFault> fault = faults.take(
                    request.method(),
                    request.path(),
                    () -> lenient(request).path("create").size() > 0);
            Optional<Answer> answer =
                    fault.isPresent() ? faulty(fault.get(), request) : Optional.of(answered(exchange, request));
            status = answer.map(Answer::status).orElse(0);
            calls.add(remembered(request, status, started)); // before the answer: whoever has it can look it up
            if (answer.isEmpty()) {
                exchange.close();
            } else if (fault.isPresent() && fault.get() instanceof SandboxFault.Truncated) {
                sendHalf(exchange, answer.get());
            } else {
                send(exchange, request, answer.get());
            }
        } finally {
            faults.workers().leave();
        }
    }

    private Answer answered(HttpExchange exchange, StoreRequest request) {
        return exchange.getRequestURI().toString().length() > MAX_ADDRESS
                ? FaultAnswers.webServer(414)
                : api.answer(request);
    }

    /** @return empty if the connection is to be closed without an answer */
    private Optional<Answer> faulty(SandboxFault fault, StoreRequest request) {
        if (fault instanceof SandboxFault.Status status) {
            applied(status.applied(), request);
            return Optional.of(FaultAnswers.status(status, request));
        } else if (fault instanceof SandboxFault.Hang hang) {
            applied(hang.applied(), request);
            Pause.of(hang.time().toMillis());
            return Optional.empty();
        } else if (fault instanceof SandboxFault.Drop drop) {
            applied(drop.applied(), request);
            return Optional.empty();
        } else if (fault instanceof SandboxFault.Late late) {
            Pause.of(late.time().toMillis());
            applied(true, request);
            return Optional.empty();
        } else if (fault instanceof SandboxFault.Mangled mangled) {
            return Optional.of(FaultAnswers.mangled(mangled.how(), api.answer(request)));
        } else if (fault instanceof SandboxFault.PhpWarning) {
            return Optional.of(FaultAnswers.withPhpWarning(api.answer(request)));
        } else if (fault instanceof SandboxFault.Redirect redirect) {
            return Optional.of(FaultAnswers.redirect(redirect.location()));
        } else if (fault instanceof SandboxFault.RestNoRoute) {
            return Optional.of(api.withoutWooCommerce(request));
        } else if (fault instanceof SandboxFault.Html) {
            return Optional.of(FaultAnswers.themePage(200, "Log In"));
        }
        return Optional.of(api.answer(request));
    }

    private void applied(boolean apply, StoreRequest request) {
        if (apply) {
            api.answer(request);
        }
    }

    private static void send(HttpExchange exchange, StoreRequest request, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodyless = request.method().equals("HEAD") || answer.body().length == 0;
        exchange.sendResponseHeaders(answer.status(), bodyless ? -1 : answer.body().length);
        if (!bodyless) {
            exchange.getResponseBody().write(answer.body());
        }
        exchange.getResponseBody().close();
    }

    private static void sendHalf(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        exchange.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private static SandboxCall remembered(StoreRequest request, int status, Instant started) {
        int creates = 0;
        int updates = 0;
        int deletes = 0;
        Matcher path = PRODUCTS.matcher(request.path());
        if (request.reads() || !path.matches()) {
            creates = 0;
        } else if ("batch".equals(path.group(2))) {
            JsonNode sent = lenient(request);
            creates = sent.path("create").size();
            updates = sent.path("update").size();
            deletes = sent.path("delete").size();
        } else if (request.method().equals("DELETE")) {
            deletes = 1;
        } else if (path.group(2) == null) {
            creates = 1;
        } else {
            updates = 1;
        }
        long millis = Duration.between(started, Instant.now()).toMillis();
        return new SandboxCall(
                request.method(),
                request.path(),
                request.shownQuery(),
                status,
                creates,
                updates,
                deletes,
                started,
                millis,
                request.body().length);
    }

    private static JsonNode lenient(StoreRequest request) {
        try {
            return request.fields();
        } catch (RestError e) {
            return Json.object();
        }
    }
}
