package dev.caravan.console;

import dev.caravan.platform.api.PageRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Gives the pages that are {@link BesideTheApi} to browsers, before Camel looks for an operation at the same address. A
 * request is a browser's if it names HTML as what it accepts, or comes from htmx, and if it has a session: old clients of
 * Java name HTML by default, but sign in with each request.
 */
@Component
class PagesBesideTheApi extends RequestMappingHandlerMapping {

    /** Camel's mapping of the REST operations has -1. */
    private static final int BEFORE_THE_API = -2;

    PagesBesideTheApi() {
        setOrder(BEFORE_THE_API);
    }

    @Override
    protected boolean isHandler(Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(type, BesideTheApi.class);
    }

    @Override
    protected @Nullable HandlerMethod getHandlerInternal(HttpServletRequest request) throws Exception {
        return isABrowser(request) ? super.getHandlerInternal(request) : null;
    }

    /** The API may have an operation there. */
    @Override
    protected @Nullable HandlerMethod handleNoMatch(
            Set<RequestMappingInfo> mappings, String path, HttpServletRequest request) {
        return null;
    }

    /** Everyone who gets here has signed in, without this header by a session. */
    private static boolean isABrowser(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && (request.getHeader("HX-Request") != null || PageRequests.acceptPage(request));
    }
}
