package dev.caravan.catalog;

import dev.caravan.platform.Caller;
import java.io.IOException;
import org.springframework.core.io.InputStreamSource;

/** Brings many products into the catalogue at once, for other rooms; people use {@code POST /products/bulk}. */
public interface CatalogImport {

    /**
     * Makes or changes products by SKU, one JSON object a line.
     *
     * @throws IllegalArgumentException if a line is refused, with the first reason; the others are taken
     */
    void importProducts(Caller caller, InputStreamSource ndjson) throws IOException;
}
