package dev.caravan.platform.api;

import dev.caravan.platform.ApiException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ids in one parameter of a request, with commas between them: {@code ?ids=1,2}. */
public final class IdList {

    private IdList() {}

    /**
     * @param name of the parameter @param text its value; null or blank: not sent
     * @return each id once, as sent; null if the parameter was not sent
     * @throws ApiException 400 if it is no such list
     */
    public static @Nullable List<Long> of(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .map(Long::valueOf)
                    .distinct()
                    .toList();
        } catch (NumberFormatException e) {
            throw ApiException.invalid(name, "must be ids with commas between them, such as 101,102");
        }
    }
}
