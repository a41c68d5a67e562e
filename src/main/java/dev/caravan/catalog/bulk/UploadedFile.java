package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/** A file of products, which can be read more than once. */
final class UploadedFile {

    /** Gives the file from its beginning, each time. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    private final Source source;
    private final UploadOptions options;
    private final ObjectMapper mapper;

    UploadedFile(Source source, UploadOptions options, ObjectMapper mapper) {
        this.source = source;
        this.options = options;
        this.mapper = mapper;
    }

    /** Its lines from the first on. @throws ApiException 400 if its charset or its columns cannot be found */
    BulkLines lines(AttributeColumns attributes) throws IOException {
        InputStream in = source.open();
        return options.csv() ? new CsvLines(in, options, attributes) : new NdjsonLines(in, options.charset(), mapper);
    }
}
