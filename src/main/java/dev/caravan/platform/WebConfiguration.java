package dev.caravan.platform;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** What Tomcat and Spring accept before a REST route sees a request. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    private static final long FORM_OVERHEAD = 1024L * 1024;

    /** The limit is on the file: the form around it may have some bytes more. */
    @Bean
    MultipartConfigElement multipart(CaravanSettings settings) {
        long largest = settings.catalog().assetMaxSize().toBytes();
        return new MultipartConfigElement("", largest, largest + FORM_OVERHEAD, 0);
    }

    /** SKUs in addresses may contain slashes and per cent signs; paths are matched before they are decoded. */
    /** As Spring's own, which is called once more as the error is written. */
    @Bean
    RequestRejectedHandler rejected(UnservedMethods methods) {
        RequestRejectedHandler badRequest = new HttpStatusRequestRejectedHandler();
        return (request, response, e) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                methods.note(request.getMethod(), HttpServletResponse.SC_BAD_REQUEST);
            }
            badRequest.handle(request, response, e);
        };
    }

    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedSlash(true);
        return firewall;
    }
}
