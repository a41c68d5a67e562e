package dev.caravan.platform.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.catalina.core.ApplicationPart;
import org.apache.tomcat.util.http.fileupload.FileItem;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.disk.DiskFileItemFactory;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;

/** A request whose body has been received: as a stream, and as the parts of a form. */
class BodyRequest extends HttpServletRequestWrapper {

    private static final int MOST_PARTS = 10;
    private static final int LARGEST_PART_HEADERS = 4 * 1024;

    private final ReceivedBody body;
    private final long largestForm;
    private @Nullable ServletInputStream stream;
    private @Nullable Collection<Part> parts;

    BodyRequest(HttpServletRequest request, ReceivedBody body, long largestForm) {
        super(request);
        this.body = body;
        this.largestForm = largestForm;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream open = stream;
        if (open == null) {
            open = new Stream(body);
            stream = open;
        }
        return open;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public int getContentLength() {
        return (int) Math.min(Integer.MAX_VALUE, body.length());
    }

    @Override
    public long getContentLengthLong() {
        return body.length();
    }

    /** Tomcat's own reader of forms, which would read from the connection, with our limits. */
    @Override
    public Collection<Part> getParts() throws IOException, ServletException {
        Collection<Part> known = parts;
        if (known == null) {
            known = read();
            parts = known;
        }
        return known;
    }

    @Override
    public @Nullable Part getPart(String name) throws IOException, ServletException {
        return getParts().stream()
                .filter(part -> part.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private Collection<Part> read() throws IOException {
        File folder = Path.of(System.getProperty("java.io.tmpdir")).toFile();
        if (getServletContext().getAttribute("jakarta.servlet.context.tempdir") instanceof File own) {
            folder = own;
        }
        DiskFileItemFactory factory = new DiskFileItemFactory();
        factory.setRepository(folder);
        FileUpload upload = new FileUpload();
        upload.setFileItemFactory(factory);
        upload.setSizeMax(largestForm);
        upload.setFileSizeMax(largestForm);
        upload.setFileCountMax(MOST_PARTS);
        upload.setPartHeaderSizeMax(LARGEST_PART_HEADERS);
        List<FileItem> items = upload.parseRequest(new ServletRequestContext(this));
        File location = folder;
        return items.stream()
                .<Part>map(item -> new ApplicationPart(item, location))
                .toList();
    }

    /** The body from its beginning. A reset starts it again. */
    private static final class Stream extends ServletInputStream {

        private final ReceivedBody body;
        private InputStream in;
        private boolean finished;

        Stream(ReceivedBody body) throws IOException {
            this.body = body;
            this.in = body.open();
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            finished = next < 0;
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            finished = count < 0;
            return count;
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void reset() throws IOException {
            in.close();
            in = body.open();
            finished = false;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the whole body is there");
        }
    }
}
