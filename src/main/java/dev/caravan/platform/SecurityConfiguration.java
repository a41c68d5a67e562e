package dev.caravan.platform;

import dev.caravan.platform.security.ApiKeyFilter;
import dev.caravan.platform.security.BrowserSignIn;
import dev.caravan.platform.security.SignInDetails;
import dev.caravan.platform.web.Places;
import dev.caravan.platform.web.WebDefences;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.task.DelegatingSecurityContextAsyncTaskExecutor;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** A session or HTTP Basic on everything but health, the files that stores download, and the page that describes the API. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** What is left of actuator on this port. */
    private static final String[] HEALTH = {
        "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"
    };

    @Bean
    SecurityFilterChain security(HttpSecurity http, WebDefences defences, ApiKeyFilter apiKeys, BrowserSignIn browsers)
            throws Exception {
        defences.defend(http);
        browsers.add(http);
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HEALTH)
                        .permitAll()
                        .requestMatchers(
                                Downloads.PATHS, "/openapi.json", "/api-docs", "/api-docs/**", "/", "/favicon.ico")
                        .permitAll()
                        .requestMatchers(BrowserSignIn.PAGES)
                        .permitAll()
                        .requestMatchers("/webjars/swagger-ui/*")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .httpBasic(basic -> basic.authenticationDetailsSource(SignInDetails::new)
                        .authenticationEntryPoint(browsers.strangers()))
                .addFilterBefore(apiKeys, BasicAuthenticationFilter.class)
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
}
