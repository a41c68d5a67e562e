package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.product.ProductChange;
import dev.caravan.catalog.product.ProductRow;
import dev.caravan.catalog.product.ProductRowReader;
import dev.caravan.catalog.product.ProductWriter;
import dev.caravan.catalog.product.Written;
import dev.caravan.catalog.value.Values;
import dev.caravan.platform.ApiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports any number of products, by SKU: some hundred lines in each transaction, which has about six statements.
 * Only one such chunk is in memory, never the whole upload.
 */
@Service
class BulkUpload {

    private static final Logger log = LoggerFactory.getLogger(BulkUpload.class);

    private static final int LINES_AT_ONCE = 500;
    private static final int BYTES_AT_ONCE = 2 * 1024 * 1024;
    private static final int ATTEMPTS = 4;

    private final ProductRowReader drafts;
    private final ProductWriter writer;
    private final NamedAttributes attributes;
    private final BulkVariants variants;
    private final TransactionTemplate transaction;

    BulkUpload(
            ProductRowReader drafts,
            ProductWriter writer,
            NamedAttributes attributes,
            BulkVariants variants,
            TransactionTemplate transaction) {
        this.variants = variants;
        this.attributes = attributes;
        this.drafts = drafts;
        this.writer = writer;
        this.transaction = transaction;
    }

    /**
     * The lines of one transaction, by SKU without letter case; a later line of the same SKU waits for the next one.
     */
    private static final class Chunk {
        final Map<String, BulkLine> lines = new LinkedHashMap<>();
        long bytes;

        boolean full() {
            return lines.size() >= LINES_AT_ONCE || bytes >= BYTES_AT_ONCE;
        }
    }

    /**
     * Reads the file a second time if it has variants that name their parent by SKU, because their lines may come
     * before that of the parent, and the file is not kept in memory.
     */
    BulkResult.View run(long accountId, UploadedFile file) throws IOException {
        AttributeColumns columns = attributes.of(accountId);
        BulkResult result = new BulkResult();
        BulkLines lines = file.lines(columns);
        if (take(accountId, lines, false, result)) {
            take(accountId, file.lines(columns), true, result);
        }
        return result.view(lines.report());
    }

    /**
     * @param ofVariants whether the lines that name a parent are taken, or the others @return whether there were
     * lines of the other kind
     */
    private boolean take(long accountId, BulkLines lines, boolean ofVariants, BulkResult result) throws IOException {
        Chunk chunk = new Chunk();
        boolean others = false;
        for (BulkLine line = lines.next(); line != null; line = lines.next()) {
            ObjectNode fields = line.fields();
            if (ofVariants != (fields != null && BulkVariants.namesParent(fields))) {
                others = true;
                continue;
            }
            if (fields == null) {
                result.refuse(line.number(), null, String.valueOf(line.problem()));
                continue;
            }
            JsonNode sku = fields.path("sku");
            try {
                String key = key(sku instanceof MissingNode ? "" : Values.line(sku, Values.SKU_LENGTH));
                if (chunk.full() || chunk.lines.containsKey(key)) {
                    write(accountId, List.copyOf(chunk.lines.values()), result);
                    chunk = new Chunk();
                }
                chunk.lines.put(key, line);
                chunk.bytes += line.bytes();
            } catch (IllegalArgumentException e) {
                result.refuse(line.number(), sku.isTextual() ? sku.textValue() : null, "sku " + e.getMessage());
            }
        }
        write(accountId, List.copyOf(chunk.lines.values()), result);
        return others;
    }

    private static String key(String sku) {
        if (sku.isEmpty()) {
            throw new IllegalArgumentException("must not be missing");
        }
        return sku.toLowerCase(Locale.ROOT);
    }

    private void write(long accountId, List<BulkLine> lines, BulkResult result) {
        if (lines.isEmpty()) {
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                List<Written> written = Objects.requireNonNull(transaction.execute(status -> upsert(accountId, lines)));
                for (int i = 0; i < lines.size(); i++) {
                    result.count(lines.get(i), sku(lines.get(i)), written.get(i));
                }
                return;
            } catch (PessimisticLockingFailureException | DataIntegrityViolationException e) {
                // Another request created one of the products meanwhile, or two uploads deadlocked: the chunk is
                // tried again with the present rows.
                log.debug("A chunk of {} lines is tried again", lines.size(), e);
                if (attempt == ATTEMPTS) {
                    writeOneByOne(accountId, lines, result, e);
                    return;
                }
            }
        }
    }

    private void writeOneByOne(long accountId, List<BulkLine> lines, BulkResult result, RuntimeException cause) {
        if (lines.size() > 1) {
            lines.forEach(line -> write(accountId, List.of(line), result));
        } else {
            log.warn("A line of a bulk upload could not be imported", cause);
            result.refuse(lines.get(0).number(), sku(lines.get(0)), "is in conflict with what the database holds");
        }
    }

    private List<Written> upsert(long accountId, List<BulkLine> lines) {
        Map<String, ProductRow> existing =
                drafts.lockBySku(accountId, lines.stream().map(BulkUpload::sku).toList());
        Map<String, BulkVariants.Parent> parents = variants.parents(accountId, lines);
        List<ProductChange> changes = new ArrayList<>();
        List<@Nullable Written> refused = new ArrayList<>();
        for (BulkLine line : lines) {
            ObjectNode fields = Objects.requireNonNull(line.fields()).deepCopy();
            ProductRow before = existing.get(sku(line));
            try {
                BulkVariants.complete(fields, before, parents);
                if (before != null) {
                    fields.remove("sku"); // the SKU has found the product; its letter case is no change
                }
                changes.add(new ProductChange(before, fields));
                refused.add(null);
            } catch (IllegalArgumentException e) {
                refused.add(new Written.Refused(ApiException.badRequest("parentSku " + e.getMessage())));
            }
        }
        Iterator<Written> written =
                (changes.isEmpty() ? List.<Written>of() : writer.write(accountId, changes)).iterator();
        return refused.stream().map(one -> one == null ? written.next() : one).toList();
    }

    private static String sku(BulkLine line) {
        return Values.line(Objects.requireNonNull(line.fields()).path("sku").asText());
    }
}
