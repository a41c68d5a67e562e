package dev.caravan.platform.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The REST operation of the current thread. Each request sets it at its start, so none sees that of another request.
 */
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
