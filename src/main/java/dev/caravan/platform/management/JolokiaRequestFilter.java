package dev.caravan.platform.management;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Reads a Jolokia request before Jolokia does, with limits, and passes on the body that it has read. {@link
 * JolokiaPolicy} then decides about each request in it. Requests about which Jolokia does not ask the policy are
 * refused here.
 */
final class JolokiaRequestFilter extends OncePerRequestFilter {

    static final int LARGEST_BODY = 256 * 1024;
    private static final int PIECE = 8 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int DEEPEST = 20;
    /** Hawtio sends some dozens of requests at once. */
    private static final int MOST_REQUESTS = 500;
    /** The answer to each may have many megabytes. */
    private static final int MOST_LISTS = 5;
    /** A dump of all routes has about a megabyte. */
    private static final int MOST_DUMPS = 20;

    private static final Set<String> LISTS = Set.of("list", "search");
    private static final Set<MediaType> JSON = Set.of(MediaType.APPLICATION_JSON, new MediaType("text", "json"));
    private static final Set<String> TYPES = Set.of("read", "exec", "list", "search", "version");
    /**
     * Requests that act on the MBeans that they name. A pattern could name MBeans that the policy does not check
     * before they are read.
     */
    private static final Set<String> ON_ONE_MBEAN = Set.of("read", "exec");

    private final Problems problems;
    private final JolokiaAudit audit;
    private final ObjectMapper mapper;

    JolokiaRequestFilter(Problems problems, JolokiaAudit audit) {
        this.problems = problems;
        this.audit = audit;
        this.mapper = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build());
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST"); // ManagementGate has let no other POST through
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        JsonNode asked;
        try {
            asked = check(request);
        } catch (ApiException e) {
            problems.write(response, e);
            return;
        }
        CheckedRequest checked = new CheckedRequest(request, mapper.writeValueAsBytes(asked));
        if (JolokiaAudit.concerns(asked)) {
            ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
            chain.doFilter(checked, answer);
            audit.record(asked, answer.getContentAsByteArray(), request);
            answer.copyBodyToResponse();
        } else {
            chain.doFilter(checked, response);
        }
    }

    private JsonNode check(HttpServletRequest request) throws IOException {
        if (!isJson(request.getContentType())) {
            throw ApiException.unsupportedType("Jolokia takes application/json only");
        }
        if (request.getParameter("callback") != null) {
            throw ApiException.forbidden("An answer as a script (callback) is not given");
        }
        byte[] body = read(request.getInputStream());
        if (body.length > LARGEST_BODY) {
            throw ApiException.tooLarge("A Jolokia request may have " + LARGEST_BODY / 1024 + " kB at most");
        }
        try {
            JsonNode json = mapper.readTree(body);
            checkNumber(json);
            (json.isArray() ? json : List.of(json)).forEach(JolokiaRequestFilter::checkOne);
            return json;
        } catch (JsonProcessingException e) {
            throw ApiException.badRequest("The body is not JSON, or is nested too deep");
        }
    }

    /** Only an admin's body gets here. It is read on the thread, so its time is limited as well. */
    private static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        long end = System.nanoTime() + LONGEST.toNanos();
        for (int count = in.read(piece); count >= 0 && body.size() <= LARGEST_BODY; count = in.read(piece)) {
            body.write(piece, 0, count);
            if (System.nanoTime() > end) {
                throw ApiException.tooSlow("The body comes too slowly; send it without pauses");
            }
        }
        return body.toByteArray();
    }

    /** All answers of an array are in memory together. */
    private static void checkNumber(JsonNode json) {
        int lists = 0;
        int dumps = 0;
        for (JsonNode one : json) {
            lists += LISTS.contains(type(one)) ? 1 : 0;
            dumps += one.path("operation").asText().startsWith("dumpRoutes") ? 1 : 0;
        }
        if (json.isArray() && (json.size() > MOST_REQUESTS || lists > MOST_LISTS || dumps > MOST_DUMPS)) {
            throw ApiException.tooLarge("One call may have " + MOST_REQUESTS + " requests at most, " + MOST_LISTS
                    + " of them list or search, and " + MOST_DUMPS + " dumps of all routes; make several calls");
        }
    }

    private static String type(JsonNode one) {
        return one.path("type").asText().toLowerCase(Locale.ROOT);
    }

    private static void checkOne(JsonNode one) {
        if (!one.isObject()) {
            throw ApiException.badRequest("A Jolokia request is a JSON object, or an array of such");
        }
        String type = type(one);
        if (!TYPES.contains(type)) {
            throw ApiException.forbidden("Jolokia serves " + String.join(", ", TYPES) + " here, and nothing else");
        }
        if (one.has("target")) {
            throw ApiException.forbidden("Jolokia passes nothing on to other hosts");
        }
        if (ON_ONE_MBEAN.contains(type) && !one.path("mbean").isTextual()
                || type.equals("exec") && !one.path("operation").isTextual()) {
            throw ApiException.badRequest("read and exec name one MBean, and exec an operation, each as a text");
        }
        if (ON_ONE_MBEAN.contains(type) && isPattern(one.path("mbean").asText())) {
            throw ApiException.forbidden("A pattern may be searched for; read and exec name one MBean");
        }
    }

    private static boolean isPattern(String mbean) {
        try {
            return new ObjectName(mbean).isPattern();
        } catch (MalformedObjectNameException e) {
            return false; // Jolokia finds none of this name
        }
    }

    /**
     * A page of another website may send neither type without a preflight request, which is refused. Hawtio sends the
     * older one.
     */
    private static boolean isJson(@Nullable String contentType) {
        try {
            MediaType type = contentType == null ? MediaType.ALL : MediaType.parseMediaType(contentType);
            return JSON.stream().anyMatch(type::equalsTypeAndSubtype);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
