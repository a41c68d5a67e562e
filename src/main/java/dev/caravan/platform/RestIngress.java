package dev.caravan.platform;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The first step of every REST route: who asks, and no Camel header from outside. */
@Component
class RestIngress implements Processor {

    @Override
    public void process(Exchange exchange) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof CaravanUser user) {
            exchange.setProperty(Caller.PROPERTY, user.caller());
        }
        exchange.setProperty(Upload.PROPERTY, Upload.take(exchange));
        exchange.getMessage()
                .removeHeaders("Camel*", Exchange.FILE_NAME, Exchange.FILE_PATH, Exchange.FILE_CONTENT_TYPE);
    }
}
