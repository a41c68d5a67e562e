package dev.caravan.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.store.address.CheckedNames;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** The thin layer between the outbox and camel-http. Address and signature are in the message for the call only. */
@Component
class WebhookCalls {

    /** Exchange property: the webhook that is being sent. A variable that the condition of a loop sets is lost. */
    private static final String SENDING = "webhook";

    private final WebhookOutbox outbox;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final AlertSettings settings;
    private final List<byte[]> keys;

    WebhookCalls(WebhookOutbox outbox, ObjectMapper mapper, Clock clock, AlertSettings settings) {
        this.outbox = outbox;
        this.mapper = mapper;
        this.clock = clock;
        this.settings = settings;
        this.keys = this.settings.webhookKeys();
    }

    /** Takes the next webhook that is due. @return whether there is one */
    public boolean next(Exchange exchange) {
        Webhook webhook = outbox.claim();
        exchange.setProperty(SENDING, webhook);
        return webhook != null;
    }

    /** Makes the message the webhook's request. */
    public void prepare(Exchange exchange) {
        Webhook webhook = exchange.getProperty(SENDING, Webhook.class);
        String body = body(webhook);
        long timestamp = clock.instant().getEpochSecond();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.HTTP_URI, settings.webhookUrl());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        message.setHeader("User-Agent", "Caravan");
        message.setHeader("webhook-id", webhook.messageId());
        message.setHeader("webhook-timestamp", String.valueOf(timestamp));
        message.setHeader("webhook-signature", WebhookSignature.of(keys, webhook.messageId(), timestamp, body));
        message.setBody(body);
    }

    /** The receiver has answered; only the status is read. */
    public void read(Exchange exchange) {
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        forget(exchange);
        outbox.answered(exchange.getProperty(SENDING, Webhook.class), status);
    }

    /** The call failed. Only the name of the failure is kept, because its message may hold the address. */
    public void fail(Exchange exchange) {
        forget(exchange);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String error = failure == null
                ? "unknown"
                : CheckedNames.refusal(failure)
                        .orElseGet(() -> failure.getClass().getSimpleName());
        outbox.failed(exchange.getProperty(SENDING, Webhook.class), null, "The receiver was not reached: " + error);
    }

    private static void forget(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
    }

    private String body(Webhook webhook) {
        ObjectNode body = mapper.createObjectNode()
                .put("type", webhook.kind().type(webhook.raised()))
                .put("timestamp", webhook.happenedAt().toString());
        body.putObject("data")
                .put("alertId", webhook.alertId())
                .put("kind", webhook.kind().code())
                .put("state", webhook.raised() ? "open" : "closed")
                .put("accountId", webhook.accountId())
                .put("connectionId", webhook.connectionId())
                .put("storeName", webhook.storeName())
                .put("detail", webhook.detail())
                .put("openedAt", webhook.openedAt().toString())
                .put(
                        "closedAt",
                        webhook.closedAt() == null ? null : webhook.closedAt().toString());
        return body.toString();
    }
}
