package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that pages do: one operation of the API, with the words that ask before it and tell what came of it. */
interface Action {

    /** The id of the operation. */
    String operation();

    /** The fields of its form. */
    default List<String> fields() {
        return List.of("id");
    }

    /** Its further fields, which may be left out, and how many values each may have; several are one text with commas. */
    default Map<String, Integer> more() {
        return Map.of();
    }

    /**
     * What a person is asked before.
     *
     * @param title a question, such as "Pause Alpine Outfitters?"
     * @param will sentences: what happens then
     * @param button a verb; empty: there is nothing to do
     * @param harms whether it cannot be undone
     * @param text that the person writes; null: none
     */
    record Question(
            String title,
            List<String> will,
            String button,
            boolean harms,
            @Nullable Text text) {

        Question(String title, List<String> will, String button, boolean harms) {
            this(title, will, button, harms, null);
        }
    }

    /** @param name of its field @param value that is there already @param longest characters */
    record Text(String name, String label, String value, int longest) {}

    /** Where a person reads on. */
    record Link(String address, String text) {}

    /** @param well whether it is as the person wished @param points in detail */
    record Outcome(
            boolean well,
            String message,
            List<Point> points,
            @Nullable Link link) {

        Outcome(boolean well, String message, List<Point> points) {
            this(well, message, points, null);
        }

        static Outcome done(String message) {
            return new Outcome(true, message, List.of());
        }
    }

    /** @param tone as {@link StoreState#tone} */
    record Point(String tone, String text, String help) {}

    /** @param fields of the form */
    Question ask(ApiCalls api, Map<String, String> fields);

    /** @throws ConsoleProblem if the operation is refused */
    Outcome act(ApiCalls api, Map<String, String> fields);

    /** Calls the operation with the parameters that are in its address. */
    default JsonNode call(ApiCalls api, Map<String, String> fields) {
        return api.call(operation(), fields, null);
    }
}
