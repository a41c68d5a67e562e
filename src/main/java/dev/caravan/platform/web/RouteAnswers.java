package dev.caravan.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Ends the request of a REST route when its method returns, because its answer is written by then (see ADR 14). Spring
 * would begin asynchronous work for the {@link CompletableFuture} that Camel returns, although it is done; that fails,
 * with a stack trace in the log, if the client has gone.
 */
@Component
class RouteAnswers implements HandlerMethodReturnValueHandler, SmartInitializingSingleton {

    private final RequestMappingHandlerAdapter adapter;

    RouteAnswers(RequestMappingHandlerAdapter adapter) {
        this.adapter = adapter;
    }

    /** Spring asks the handlers of applications last, and its own takes every future. */
    @Override
    public void afterSingletonsInstantiated() {
        List<HandlerMethodReturnValueHandler> handlers = new ArrayList<>(List.of(this));
        handlers.addAll(Objects.requireNonNull(adapter.getReturnValueHandlers()));
        adapter.setReturnValueHandlers(handlers);
    }

    @Override
    public boolean supportsReturnType(MethodParameter returned) {
        return SpringBootPlatformHttpConsumer.class.isAssignableFrom(returned.getContainingClass());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object returned,
            MethodParameter type,
            ModelAndViewContainer container,
            NativeWebRequest request) {
        container.setRequestHandled(true);
        ((CompletableFuture<?>) Objects.requireNonNull(returned)).join();
    }
}
