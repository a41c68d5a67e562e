package dev.caravan.catalog;

import dev.caravan.platform.Caller;
import java.io.IOException;
import org.springframework.core.io.InputStreamSource;

/** Imports many products at once, for other rooms; users call {@code POST /products/bulk}. */
public interface CatalogImport {

    /**
     * Creates or changes products by SKU, one JSON object a line.
     *
     * @throws IllegalArgumentException if a line is refused, with the first reason; the others are taken
     */
    void importProducts(Caller caller, InputStreamSource ndjson) throws IOException;
}
