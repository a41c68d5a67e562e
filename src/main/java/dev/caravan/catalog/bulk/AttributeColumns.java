package dev.caravan.catalog.bulk;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Knows the types of attributes, so that their cells are read accordingly. */
@FunctionalInterface
interface AttributeColumns {

    /** The kind of value in an attribute's cells. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        CHOICE,
        MULTICHOICE
    }

    /** @param options of a choice, in small letters; they are taken even if they look damaged */
    record Known(Kind kind, Set<String> options) {}

    /** Those that exist, by their names in small letters. */
    Map<String, Known> find(Collection<String> names);

    /**
     * Creates an attribute whose values are texts, if there is none of this name. @throws IllegalArgumentException if
     * it cannot be a name
     */
    default void make(String name) {
        throw new IllegalArgumentException("names attribute \"" + name + "\", which does not exist");
    }
}
