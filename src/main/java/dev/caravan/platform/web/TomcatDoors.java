package dev.caravan.platform.web;

import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tomcat's own limits and answers, before Spring sees a request; on both ports. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public final class TomcatDoors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final WebSettings settings;

    TomcatDoors(WebSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new UnreadBodies());
        if (!settings.trustedProxies().isEmpty()) {
            factory.addEngineValves(new TrustedProxies(settings.trustedProxies()));
        }
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReports.class.getName());
            }
        });
        factory.setProtocol(PatientProtocol.class.getName());
        // forms are not parsed for parameters, because that would block the thread before the caller is known: see
        // PageForms and RequestBodies
        factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
        // SKUs in addresses may contain slashes; paths are matched before they are decoded
        factory.addConnectorCustomizers(
                connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }
}
