package dev.caravan.store.address;

import dev.caravan.platform.RemoteFiles;
import dev.caravan.woocommerce.AnswerClassifier;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Reads the first bytes of a foreign file, at the addresses where stores may live. The address is checked when the
 * connection is made.
 */
@Component
class RemoteFileProbe implements RemoteFiles, DisposableBean {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    /** Enough to recognise the type of every kind of image. */
    private static final int MAX_BYTES = 64 * 1024;
    /** Each takes a thread of the web server until the other side has answered, up to the time limit. */
    private static final int AT_ONCE = 8;

    private static final int FOUND = 200;
    private static final int REDIRECT = 300;
    private static final int ERROR = 400;

    private final CloseableHttpClient client;
    private final Duration timeout;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ScheduledThreadPoolExecutor deadlines;

    @Autowired
    RemoteFileProbe(StoreCallSettings settings, AllowedAddresses addresses) {
        this(addresses, shorter(settings.connectTimeout()), shorter(settings.requestTimeout()));
    }

    RemoteFileProbe(AllowedAddresses addresses, Duration connectTimeout, Duration timeout) {
        this.timeout = timeout;
        client = ProbeClient.make(addresses, connectTimeout, timeout);
        deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "file-look-deadline");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Look look(URI address) {
        if (!free.tryAcquire()) {
            return problem("cannot be looked at now, as " + AT_ONCE + " other files are being looked at; try again");
        }
        try {
            return read(address);
        } finally {
            free.release();
        }
    }

    private Look read(URI address) {
        HttpGet request = new HttpGet(address);
        request.setHeader("Accept", "image/*,*/*;q=0.8");
        request.setHeader("User-Agent", "Caravan");
        var deadline = deadlines.schedule(request::cancel, timeout.toNanos(), TimeUnit.NANOSECONDS);
        try (ClassicHttpResponse response = client.executeOpen(RoutingSupport.determineHost(request), request, null)) {
            int status = response.getCode();
            byte[] begin = status == FOUND ? firstBytes(response.getEntity()) : new byte[0];
            boolean late = request.isCancelled();
            request.cancel(); // the rest of the file is not read
            return late ? failed(new TimeoutException()) : answered(status, begin);
        } catch (IOException | HttpException | RuntimeException e) {
            return failed(request.isCancelled() ? new TimeoutException() : e);
        } finally {
            deadline.cancel(false);
        }
    }

    private static Look answered(int status, byte[] begin) {
        if (status == FOUND) {
            return new Look(begin, null);
        }
        return problem(
                status >= REDIRECT && status < ERROR
                        ? "redirects (" + status + "); give the address where the file is"
                        : "answers " + status + " instead of a file");
    }

    private static Look failed(Exception failure) {
        return problem(
                CheckedNames.refusal(failure).isPresent()
                        ? "is an address of a private network or of Caravan's own machine, and is not called"
                        : "cannot be read: " + AnswerClassifier.faultOf(failure).reason());
    }

    private static Look problem(String what) {
        return new Look(new byte[0], what);
    }

    private static byte[] firstBytes(@Nullable HttpEntity body) throws IOException {
        InputStream content = body == null ? null : body.getContent();
        return content == null ? new byte[0] : content.readNBytes(MAX_BYTES);
    }

    private static Duration shorter(Duration setting) {
        return setting.compareTo(LONGEST) < 0 ? setting : LONGEST;
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
