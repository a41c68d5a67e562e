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

    /**
     * Spring and Camel find the parts of an upload by it. With Spring Boot's resolver Tomcat would read them, on a
     * thread and from every caller.
     */
    @Bean(DispatcherServlet.MULTIPART_RESOLVER_BEAN_NAME)
    MultipartResolver uploads() {
        return new StandardServletMultipartResolver();
    }

    /** Like Spring's own, which is called again when the error is written. */
    @Bean
    RequestRejectedHandler rejected(UnservedMethods methods) {
        RequestRejectedHandler badRequest = new HttpStatusRequestRejectedHandler();
        return (request, response, e) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                methods.note(request.getMethod(), HttpServletResponse.SC_BAD_REQUEST);
            }
            if (!response.isCommitted()) { // a path may be refused only when it is checked again, after its answer
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
