package dev.caravan.catalog.event;

import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes the fan-out once for each transaction that has written events. */
@Component
public class ChangeSignal {

    private static final Logger log = LoggerFactory.getLogger(ChangeSignal.class);

    // During a stop the route may be removed already; waiting for it would block the caller.
    private static final String ENDPOINT = "direct:product-changed?block=false";

    private final ObjectProvider<ProducerTemplate> producer;

    ChangeSignal(ObjectProvider<ProducerTemplate> producer) {
        this.producer = producer;
    }

    /** Sends the wake-up when the running transaction has been committed; however often it is called, only one. */
    public void afterCommit() {
        boolean planned =
                TransactionSynchronizationManager.getSynchronizations().stream().anyMatch(WakeUp.class::isInstance);
        if (!planned) {
            TransactionSynchronizationManager.registerSynchronization(new WakeUp());
        }
    }

    private final class WakeUp implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            try {
                producer.getObject().sendBody(ENDPOINT, "");
            } catch (RuntimeException e) {
                // The event is safe in its table: the sweeper finds it.
                log.warn("The fan-out could not be woken: {}", e.toString());
            }
        }
    }
}
