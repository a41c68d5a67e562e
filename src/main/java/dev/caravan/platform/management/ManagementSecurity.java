package dev.caravan.platform.management;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Role;
import dev.caravan.platform.api.Problems;
import dev.caravan.platform.security.SignInDetails;
import dev.caravan.platform.security.SignInRefusal;
import dev.caravan.platform.web.WebDefences;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** On the management port everything but health needs the role admin. */
@Configuration(proxyBeanMethods = false)
class ManagementSecurity {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain managementChain(
            HttpSecurity http,
            ManagementServer server,
            WebDefences defences,
            Problems problems,
            SignInRefusal refusal,
            JolokiaAudit audit)
            throws Exception {
        defences.headers(http);
        return http.securityMatcher(server)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(EndpointRequest.to(HealthEndpoint.class))
                        .permitAll()
                        .anyRequest()
                        .hasAuthority(Role.ADMIN.authority()))
                .httpBasic(basic ->
                        basic.authenticationDetailsSource(SignInDetails::new).authenticationEntryPoint(refusal))
                .exceptionHandling(handling -> handling.accessDeniedHandler(
                        (request, response, e) -> problems.write(response, ApiException.forbidden())))
                .addFilterAfter(new JolokiaRequestFilter(problems, audit), AuthorizationFilter.class)
                .csrf(AbstractHttpConfigurer::disable) // ManagementGate refuses requests of other websites
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}
