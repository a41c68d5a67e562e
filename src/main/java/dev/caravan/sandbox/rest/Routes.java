package dev.caravan.sandbox.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses below {@code /wp-json/wc/v3/} and who answers them. */
public final class Routes {

    /** Answers one kind of call. */
    public interface Handler {

        /** @param ids the numbers in the address, from the left. @throws RestError for an error answer */
        Answer answer(StoreRequest request, long[] ids);
    }

    public record Found(Right right, Handler handler, long[] ids) {

        public Answer answer(StoreRequest request) {
            return handler.answer(request, ids);
        }
    }

    private record Route(Pattern path, Right right, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    /** @param path e.g. {@code products/{id}/variations} */
    public Routes on(String path, Right right, Handler handler) {
        Pattern pattern = Pattern.compile("/wp-json/wc/v3/" + path.replace("{id}", "(\\d{1,18})"));
        routes.add(new Route(pattern, right, handler));
        return this;
    }

    public Optional<Found> find(String method, String path) {
        for (Route route : routes) {
            Matcher matcher = route.path().matcher(path);
            if (route.right().isOf(method) && matcher.matches()) {
                long[] ids = new long[matcher.groupCount()];
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = Long.parseLong(matcher.group(i + 1));
                }
                return Optional.of(new Found(route.right(), route.handler(), ids));
            }
        }
        return Optional.empty();
    }
}
