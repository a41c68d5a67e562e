package dev.caravan.platform.security;

import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;

/** Replaces the servlet container's sessions by {@link SessionStore} and {@link SessionCookie}. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration {}
