package dev.caravan.platform;

import dev.caravan.platform.security.ApiKeyFilter;
import dev.caravan.platform.security.TooManySignInsException;
import dev.caravan.platform.web.Places;
import dev.caravan.platform.web.WebDefences;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.autoconfigure.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.task.DelegatingSecurityContextAsyncTaskExecutor;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** HTTP Basic on everything but health, the files that stores download, and the page that describes the API. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(HttpSecurity http, Problems problems, WebDefences defences, ApiKeyFilter apiKeys)
            throws Exception {
        defences.defend(http);
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(EndpointRequest.to(HealthEndpoint.class))
                        .permitAll()
                        .requestMatchers(
                                Downloads.PATHS, "/openapi.json", "/api-docs", "/api-docs/**", "/", "/favicon.ico")
                        .permitAll()
                        .requestMatchers("/webjars/swagger-ui/*")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .httpBasic(basic ->
                        basic.authenticationEntryPoint((request, response, e) -> turnAway(response, problems, e)))
                .exceptionHandling(handling -> handling.accessDeniedHandler(
                        (request, response, e) -> problems.write(response, ApiException.forbidden())))
                .addFilterBefore(apiKeys, BasicAuthenticationFilter.class)
                .csrf(AbstractHttpConfigurer::disable) // no cookie, no session: every request carries its credentials
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** Runs the REST routes; carries the signed-in user over from the servlet's thread. */
    @Bean
    DelegatingSecurityContextAsyncTaskExecutor restExecutor(Environment environment) {
        if (Threading.VIRTUAL.isActive(environment)) {
            SimpleAsyncTaskExecutor virtual = new SimpleAsyncTaskExecutor("rest-");
            virtual.setVirtualThreads(true);
            virtual.setConcurrencyLimit(Places.MOST);
            return new DelegatingSecurityContextAsyncTaskExecutor(virtual);
        }
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        pool.setThreadNamePrefix("rest-");
        pool.setCorePoolSize(Places.MOST);
        pool.setAllowCoreThreadTimeOut(true);
        pool.setQueueCapacity(Places.MOST);
        pool.initialize();
        return new DelegatingSecurityContextAsyncTaskExecutor(pool);
    }

    /** Who cannot be looked up, because the database is away, is no stranger. */
    private static void turnAway(HttpServletResponse response, Problems problems, AuthenticationException e)
            throws IOException {
        if (DatabaseOutage.causes(e)) {
            problems.write(response, problems.translate(e));
        } else if (e instanceof TooManySignInsException many) {
            response.setHeader("Retry-After", String.valueOf(many.seconds()));
            problems.write(response, ApiException.tooMany(many.getMessage() + " (Retry-After says when)"));
        } else {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Caravan\"");
            problems.write(response, ApiException.unauthorized());
        }
    }
}
