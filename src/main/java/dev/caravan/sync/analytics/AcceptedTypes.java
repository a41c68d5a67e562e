package dev.caravan.sync.analytics;

import dev.caravan.platform.ApiException;
import java.util.Collection;
import java.util.List;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/** What a caller accepts, by weight (RFC 9110, 12.5.1). */
@Component
class AcceptedTypes {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv");
    private static final MediaType JSON = MediaType.APPLICATION_JSON;

    /**
     * Whether CSV is wanted rather than JSON. Of equal weights the one that is named goes first, and then the first.
     *
     * @param accept the header; several lines come as a list
     * @throws ApiException 400 if it is no list of media types
     */
    public boolean preferCsv(@Header("Accept") @Nullable Object accept) {
        List<MediaType> accepted = read(accept);
        double csv = weight(accepted, CSV);
        double json = weight(accepted, JSON);
        return csv > json
                || csv == json
                        && accepted.stream()
                                .filter(range -> range.includes(CSV) || range.includes(JSON))
                                .findFirst()
                                .map(range -> csv > 0 && !range.includes(JSON))
                                .orElse(false);
    }

    private static List<MediaType> read(@Nullable Object accept) {
        try {
            List<MediaType> accepted = accept instanceof Collection<?> lines
                    ? MediaType.parseMediaTypes(
                            lines.stream().map(String::valueOf).toList())
                    : MediaType.parseMediaTypes(accept == null ? null : accept.toString());
            MimeTypeUtils.sortBySpecificity(accepted);
            return accepted;
        } catch (InvalidMediaTypeException | InvalidMimeTypeException e) {
            throw ApiException.invalid("Accept", "must be a list of media types, such as text/csv");
        }
    }

    /** The most specific range says it. */
    private static double weight(List<MediaType> accepted, MediaType type) {
        return accepted.stream()
                .filter(range -> range.includes(type))
                .reduce((one, other) ->
                        other.removeQualityValue().isMoreSpecific(one.removeQualityValue()) ? other : one)
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }
}
