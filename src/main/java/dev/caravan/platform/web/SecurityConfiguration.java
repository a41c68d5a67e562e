package dev.caravan.platform.web;

import dev.caravan.platform.security.ApiKeyFilter;
import dev.caravan.platform.security.BrowserSignIn;
import dev.caravan.platform.security.SignInDetails;
import jakarta.servlet.DispatcherType;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** A session or HTTP Basic on everything but health, the files that stores download, and the page that describes the API. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** The part of actuator that is on this port. */
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
                        .requestMatchers(Downloads.PATHS, "/openapi.json", "/api-docs", "/api-docs/**", "/favicon.ico")
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

    /**
     * Paths are compared with the path of the request. Spring Security would ask the mappings of the pages; what it keeps of
     * that does not fit a form, which is received first (see {@link PageForms}), and it warns of that in the log.
     */
    @Bean
    static PathPatternRequestMatcherBuilderFactoryBean paths() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    /**
     * Runs a REST route on the thread of its request. On another one, two threads would write one answer, because the
     * filters set headers on their way back, and Tomcat's list of headers is not thread-safe.
     */
    @Bean("platform-http-engine")
    PlatformHttpEngine restEngine(@Value("${server.port}") int port) {
        return new SpringBootPlatformHttpEngine(port, Runnable::run);
    }
}
