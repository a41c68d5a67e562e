package dev.caravan.console;

import dev.caravan.platform.ApiException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The stream by which a browser learns which regions of its pages have changed. */
@Controller
class LivePage {

    /** After this the browser opens another one, so that a person who was signed out does not read on. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final String BEGIN = "retry: 2000\nevent: open\ndata:\n\n";

    private final ApiCalls api;
    private final LiveStreams streams;

    LivePage(ApiCalls api, LiveStreams streams) {
        this.api = api;
        this.streams = streams;
    }

    @GetMapping("/live")
    void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Frame.Me me = api.read("show-me", Map.of(), Frame.Me.class);
        long accountId = me.account().id();
        String user = String.valueOf(me.username());
        if (!streams.hasRoom(accountId, user)) {
            throw ApiException.unavailable("Too many pages are open; this one asks for news at intervals");
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        ServletOutputStream out = response.getOutputStream();
        out.write(BEGIN.getBytes(StandardCharsets.US_ASCII));
        response.flushBuffer(); // with the headers, before another thread writes
        AsyncContext async = request.startAsync();
        async.setTimeout(LONGEST.toMillis());
        LiveStream stream = new LiveStream(async, out);
        streams.open(stream, async, accountId, user);
        out.setWriteListener(stream);
    }
}
