package dev.caravan.platform.management;

import dev.caravan.platform.api.Problems;
import dev.caravan.platform.audit.AuditFilter;
import dev.caravan.platform.web.TomcatDoors;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * The beans of the management port's web server besides actuator. Filters of the program do not apply there, and
 * these do not apply to the program. The gate runs before Spring Security, which fails on an encoded address of a
 * servlet that Hawtio brings.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementContext {

    /** The same limits as on the main port. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> managementDoors(TomcatDoors doors) {
        return doors;
    }

    @Bean
    FilterRegistrationBean<ManagementGate> managementGate(Problems problems) {
        FilterRegistrationBean<ManagementGate> registration =
                new FilterRegistrationBean<>(new ManagementGate(problems));
        registration.setOrder(AuditFilter.ORDER + 1);
        return registration;
    }

    /** Refused calls of the management port are in the audit log too. */
    @Bean
    FilterRegistrationBean<AuditFilter> managementAudit(AuditFilter filter) {
        FilterRegistrationBean<AuditFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(AuditFilter.ORDER);
        return registration;
    }
}
