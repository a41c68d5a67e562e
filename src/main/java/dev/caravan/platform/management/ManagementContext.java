package dev.caravan.platform.management;

import dev.caravan.platform.Problems;
import dev.caravan.platform.audit.AuditFilter;
import dev.caravan.platform.web.TomcatDoors;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * What the web server of the management port has besides actuator: beans of the program are not seen there. The gate stands before
 * Spring Security, which stumbles over an encoded address of a servlet that Hawtio brings.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementContext {

    /** The same limits as on the main port. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> managementDoors(TomcatDoors doors) {
        return doors;
    }

    @Bean
    FilterRegistrationBean<ManagementGate> managementGate(ManagementServer server, Problems problems) {
        FilterRegistrationBean<ManagementGate> registration =
                new FilterRegistrationBean<>(new ManagementGate(server, problems));
        registration.setOrder(AuditFilter.ORDER + 1);
        return registration;
    }

    /** What is refused there is in the audit log too. The program has the same filter once, by this or by itself. */
    @Bean
    FilterRegistrationBean<AuditFilter> managementAudit(AuditFilter filter) {
        FilterRegistrationBean<AuditFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(AuditFilter.ORDER);
        return registration;
    }
}
