package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.catalog.CatalogImport;
import dev.caravan.platform.Caller;
import java.io.IOException;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/** The bulk upload, for other rooms. */
@Component
class NdjsonImport implements CatalogImport {

    private final BulkUpload upload;
    private final ObjectMapper mapper;

    NdjsonImport(BulkUpload upload, ObjectMapper mapper) {
        this.upload = upload;
        this.mapper = mapper;
    }

    @Override
    public void importProducts(Caller caller, InputStreamSource ndjson) throws IOException {
        BulkResult.View result =
                upload.run(caller.accountId(), new UploadedFile(ndjson::getInputStream, UploadOptions.NDJSON, mapper));
        if (result.refused() > 0) {
            BulkResult.Error first = result.errors().get(0);
            throw new IllegalArgumentException("line " + first.line() + ": " + first.message());
        }
    }
}
