package dev.caravan.platform.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;

/** What Tomcat and Spring accept before a REST route sees a request. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    /** Spring and Camel find the parts of an upload by it. Spring Boot's would let Tomcat read them, on a thread and from everybody. */
    @Bean(DispatcherServlet.MULTIPART_RESOLVER_BEAN_NAME)
    MultipartResolver uploads() {
        return new StandardServletMultipartResolver();
    }

    /** As Spring's own, which is called once more as the error is written. */
    @Bean
    RequestRejectedHandler rejected(UnservedMethods methods) {
        RequestRejectedHandler badRequest = new HttpStatusRequestRejectedHandler();
        return (request, response, e) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                methods.note(request.getMethod(), HttpServletResponse.SC_BAD_REQUEST);
            }
            if (!response
                    .isCommitted()) { // a path may be refused only when it is looked at once more, after its answer
                badRequest.handle(request, response, e);
            }
        };
    }

    /** SKUs in addresses may contain slashes and per cent signs; paths are matched before they are decoded. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedSlash(true);
        return firewall;
    }
}
