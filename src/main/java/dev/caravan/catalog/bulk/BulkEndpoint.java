package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.audit.AuditChanges;
import dev.caravan.platform.audit.AuditLog;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Adapter of {@code POST /products/bulk}. */
@Component
class BulkEndpoint {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

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
            @Header("format") @Nullable String format,
            @Header("decimal") @Nullable String decimal,
            @Header("emptyMeans") @Nullable String emptyMeans,
            @Body @Nullable InputStream body)
            throws IOException {
        if (body == null) {
            throw ApiException.badRequest("The body must have a line for each product");
        }
        MediaType type = contentType == null ? null : MediaType.parseMediaType(contentType);
        UploadOptions options = UploadOptions.of(
                type != null && type.equalsTypeAndSubtype(CSV),
                type == null ? null : type.getCharset(),
                format,
                decimal,
                emptyMeans);
        audit.begun();
        BulkResult.View result =
                upload.run(caller.accountId(), new UploadedFile(new Rereadable(body)::fromBeginning, options, mapper));
        audit.counted(result.created() + result.updated());
        audit.changed(new AuditChanges()
                .member("created", null, result.created())
                .member("updated", null, result.updated())
                .member("unchanged", null, result.unchanged())
                .member("refused", null, result.refused()));
        return result;
    }

    /** The body, which has been received as a whole, so that a reset starts it again. */
    private static final class Rereadable {

        private final InputStream body;
        private boolean read;

        Rereadable(InputStream body) {
            this.body = body;
        }

        InputStream fromBeginning() throws IOException {
            if (read) {
                body.reset();
            }
            read = true;
            return body;
        }
    }
}
