package dev.caravan.platform.api;

import dev.caravan.platform.ApiException;
import jakarta.activation.DataSource;
import jakarta.activation.FileDataSource;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * A file of a multipart request. It is deleted when the request has been answered, so it must be copied to be kept.
 *
 * @param field name of the form's field
 * @param fileName the caller's name for it: to be shown, never to be opened
 */
public record Upload(String field, String fileName, File file) {

    /** The exchange property that a REST route finds them under: a list, empty for any other request. */
    public static final String PROPERTY = "uploads";

    /** The files of a request. Camel puts them into a temporary folder and leaves them there. */
    public static List<Upload> take(Exchange exchange) {
        List<Upload> uploads = new ArrayList<>();
        String contentType = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, "", String.class);
        if (contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            exchange.getMessage().getBody(); // reads the request, which sets the headers and attachments
            String fileName = exchange.getMessage().getHeader(Exchange.FILE_NAME, "", String.class);
            String wrong = StrictText.problem(fileName);
            if (!wrong.isEmpty()) {
                throw ApiException.invalid("file", "has a name that " + wrong);
            }
            exchange.getMessage(AttachmentMessage.class).getAttachments().forEach((field, handler) -> {
                DataSource source = handler.getDataSource();
                if (source instanceof FileDataSource file) {
                    uploads.add(new Upload(field, fileName, file.getFile()));
                }
            });
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    uploads.forEach(upload -> upload.file.delete());
                }
            });
        }
        return List.copyOf(uploads);
    }
}
