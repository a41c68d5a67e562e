package dev.caravan.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.audit.AuditChanges;
import dev.caravan.platform.audit.AuditLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code POST /products/bulk}. */
@Component
class BulkEndpoint {

    private final BulkUpload upload;
    private final ObjectMapper mapper;
    private final AuditLog audit;

    BulkEndpoint(BulkUpload upload, ObjectMapper mapper, AuditLog audit) {
        this.audit = audit;
        this.upload = upload;
        this.mapper = mapper;
    }

    BulkResult.View upload(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header(Exchange.CONTENT_TYPE) @Nullable String contentType,
            @Body @Nullable InputStream body)
            throws IOException {
        if (body == null) {
            throw ApiException.badRequest("The body must have a line for each product");
        }
        boolean csv =
                contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/csv");
        audit.begun();
        BulkResult.View result =
                upload.run(caller.accountId(), csv ? new CsvLines(body) : new NdjsonLines(body, mapper));
        audit.counted(result.created() + result.updated());
        audit.changed(new AuditChanges()
                .member("created", null, result.created())
                .member("updated", null, result.updated())
                .member("unchanged", null, result.unchanged())
                .member("refused", null, result.refused()));
        return result;
    }
}
