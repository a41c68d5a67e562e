package dev.caravan.platform.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The REST operation that the current thread works for. Each request sets it at its start, so none finds another's. */
@Component
class CurrentOperation {

    private final ThreadLocal<@Nullable RestOperation> operations = new ThreadLocal<>();

    @Nullable RestOperation find() {
        return operations.get();
    }

    void set(@Nullable RestOperation operation) {
        if (operation == null) {
            operations.remove();
        } else {
            operations.set(operation);
        }
    }
}
