package dev.caravan.sync.matrix;

import java.time.Instant;
import java.util.List;

/** A product or variant, with a cell for each store that is looked at. */
record MatrixRow(
        long id, String sku, String name, String type, String status, Instant updatedAt, List<MatrixCell> cells) {}
