package dev.caravan.platform;

import java.util.List;

/** Lines for the end of the console output at start, with first steps for a newcomer. */
public interface StartHint {

    /**
     * The lines, in order.
     *
     * @param base the address of the API
     * @param credentials user and, at the first start with a generated one, password: {@code admin:secret} or {@code admin}
     */
    List<String> lines(String base, String credentials);
}
