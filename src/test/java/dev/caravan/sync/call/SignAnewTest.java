package dev.caravan.sync.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.caravan.platform.Sql;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.claim.ActiveClaims;
import dev.caravan.sync.claim.Claims;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class SignAnewTest {

    private static final Duration LONGEST_CALL = Given.CALLS.longestCall();

    private final AtomicLong nanos = new AtomicLong();
    private final ActiveClaims active =
            new ActiveClaims(mock(Sql.class), Given.CLOCK, Given.SETTINGS, Given.CALLS, nanos::get);
    private final SignAnew signAnew = new SignAnew(
            new StoreCalls(
                    mock(StoresApi.class), mock(StoreHealthApi.class), mock(StorePace.class), mock(Claims.class)),
            active);

    @Test
    void showsThatADeliveryGoesOnWhoseReadIsRepeated() {
        UUID token = UUID.randomUUID();
        Plan asked = Given.row().plan(Action.ASK, Given.document("name", "n"));
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setVariable(StoreCalls.PURPOSE, new Delivery(Given.store(), token, Given.NOW, List.of(asked)));
        active.add(Given.store().id(), token);

        for (int repeated = 0; repeated < 2; repeated++) {
            nanos.addAndGet(LONGEST_CALL.toNanos());
            signAnew.process(exchange);
        }

        nanos.addAndGet(LONGEST_CALL.toNanos());
        assertThat(active.alive()).containsExactly(token.toString());
        assertThat(active.takeStuck()).isEmpty();
    }
}
