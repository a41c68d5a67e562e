package dev.caravan.catalog.event;

import java.util.List;

/** An attribute has other options, or the same in another order. Published in the transaction of the change. */
public record AttributeOptionsChanged(long accountId, String name, List<String> options) {

    public AttributeOptionsChanged {
        options = List.copyOf(options);
    }
}
