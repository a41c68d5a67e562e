package dev.caravan.catalog.bulk;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Tells what the values of attributes look like, so that their cells are read as such. */
@FunctionalInterface
interface AttributeColumns {

    /** What a cell of an attribute holds. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        CHOICE,
        MULTICHOICE
    }

    /** @param options of a choice, in small letters; they are taken whatever they look like */
    record Known(Kind kind, Set<String> options) {}

    /** Those that exist, by their names in small letters. */
    Map<String, Known> find(Collection<String> names);

    /** Makes an attribute whose values are texts, if there is none of this name. @throws IllegalArgumentException if it cannot be a name */
    default void make(String name) {
        throw new IllegalArgumentException("names attribute \"" + name + "\", which does not exist");
    }
}
