package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Takes every applied change, in order, before the change is answered. */
public interface ChangeLog {

    /** @param line {@code {op: put|remove|term|ids, …}}, see {@code Catalogue} */
    void append(ObjectNode line);

    /** A product that was created or changed. */
    static ObjectNode line(ObjectNode product) {
        ObjectNode line = Json.object().put("op", "put");
        line.set("product", product);
        return line;
    }
}
