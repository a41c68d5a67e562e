package dev.caravan.sync.action;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.platform.api.Reply;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of actions on all products that match, and of the jobs that carry them out. */
@Component
class ActionsEndpoint {

    private static final String JOBS = "/integration/woocommerce/jobs/";

    private final ActionStart start;
    private final DryRuns dryRuns;
    private final ActionList actions;
    private final ActionTable table;
    private final JsonBody json;
    private final Clock clock;

    ActionsEndpoint(
            ActionStart start, DryRuns dryRuns, ActionList actions, ActionTable table, JsonBody json, Clock clock) {
        this.start = start;
        this.dryRuns = dryRuns;
        this.actions = actions;
        this.table = table;
        this.json = json;
        this.clock = clock;
    }

    /** A job with some of what failed. */
    record Job(@JsonUnwrapped ActionView action, List<ActionView.Failure> failures) {}

    /** @return what a dry run counts, or the job that has begun */
    public Object act(Exchange exchange, @ExchangeProperty(Caller.PROPERTY) Caller caller, @Body ObjectNode requested) {
        ActionBody body = json.read(requested, ActionBody.class);
        ActionKind kind = ActionKind.of(Objects.requireNonNull(body.action()));
        body.check();
        if (body.onlyCounts()) {
            return dryRuns.of(caller, body, kind);
        }
        UUID id = start.start(caller, body, kind);
        Reply.continuesAt(exchange, JOBS + id);
        return job(caller, id);
    }

    public Page<ActionView> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        return actions.page(caller, Page.Request.of(page, limit));
    }

    public Job show(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") String id) {
        return job(caller, jobId(id));
    }

    /** Cancels what has not been done; one that has ended stays as it is. */
    public Job cancel(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") String id) {
        UUID job = jobId(id);
        actions.one(caller, job);
        table.cancel(caller.accountId(), job, clock.instant());
        return job(caller, job);
    }

    private Job job(Caller caller, UUID id) {
        return new Job(actions.one(caller, id), actions.failures(caller, id));
    }

    private static UUID jobId(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ApiException.notFound("Job", ApiException.cut(id));
        }
    }
}
