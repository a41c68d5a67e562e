package dev.caravan.platform.security;

import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;

/** Puts {@link SessionStore} and {@link SessionCookie} in the place of the servlet container's sessions. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration {}
