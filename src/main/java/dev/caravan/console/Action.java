package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that pages do: one operation of the API, with the words that ask before it and tell what came of it. */
interface Action {

    /** The id of the operation. */
    String operation();

    /** The fields of its form that its link brings. */
    default List<String> fields() {
        return List.of("id");
    }

    /** Its further fields, which may be left out, and how many values each may have; several are one text with commas. */
    default Map<String, Integer> more() {
        return Map.of();
    }

    /** The names of the {@link Input}s that a person fills in; what is left empty is not there. */
    default List<String> typed() {
        return List.of();
    }

    /** Whether the person may be asked at all; the operation itself checks the role again. */
    default boolean allows(Frame.Me user) {
        return user.acts();
    }

    /** The page that the person comes from. @param fields of the form */
    default String home(Map<String, String> fields) {
        return "/";
    }

    /**
     * What a person is asked before.
     *
     * @param title a question, such as "Pause Alpine Outfitters?"
     * @param will sentences: what happens then
     * @param button a verb; empty: there is nothing to do
     * @param harms whether it cannot be undone
     * @param text that the person writes; null: none
     * @param inputs what the person fills in
     */
    record Question(
            String title,
            List<String> will,
            String button,
            boolean harms,
            @Nullable Text text,
            List<Input> inputs) {

        Question(String title, List<String> will, String button, boolean harms) {
            this(title, will, button, harms, null, List.of());
        }

        Question(String title, List<String> will, String button, boolean harms, List<Input> inputs) {
            this(title, will, button, harms, null, inputs);
        }
    }

    /** @param name of its field @param value that is there already @param longest characters */
    record Text(String name, String label, String value, int longest) {

        Text filled(String typed) {
            return new Text(name, label, typed, longest);
        }
    }

    /**
     * Something that a person fills in.
     *
     * @param kind text, date, password (never shown again), choice, or hidden
     * @param hint what may stand there; empty: none
     * @param choices their words by their values, if the kind is choice
     * @param value what stands there at first
     */
    record Input(String name, String label, String kind, String hint, Map<String, String> choices, String value) {

        static Input text(String name, String label, String hint) {
            return new Input(name, label, "text", hint, Map.of(), "");
        }

        static Input password(String name, String label, String hint) {
            return new Input(name, label, "password", hint, Map.of(), "");
        }

        static Input choice(String name, String label, Map<String, String> choices, String value) {
            return new Input(name, label, "choice", "", choices, value);
        }

        Input filled(String typed) {
            return new Input(name, label, kind, hint, choices, typed);
        }

        /** Whether what was typed stands there when the form is shown again. */
        boolean isKept() {
            return !kind.equals("password") && !kind.equals("hidden");
        }
    }

    /** Where a person reads on. */
    record Link(String address, String text) {}

    /**
     * What came of it.
     *
     * @param well whether it is as the person wished
     * @param points in detail
     * @param link where the person reads on; null: nowhere
     * @param secret to be copied by the person, as it is shown this once; null: none
     */
    record Outcome(
            boolean well,
            String message,
            List<Point> points,
            @Nullable Link link,
            @Nullable String secret) {

        Outcome(boolean well, String message, List<Point> points, @Nullable Link link) {
            this(well, message, points, link, null);
        }

        Outcome(boolean well, String message, List<Point> points) {
            this(well, message, points, null);
        }

        static Outcome done(String message) {
            return new Outcome(true, message, List.of());
        }

        @Override
        public String toString() {
            return "Outcome[" + message + "]";
        }
    }

    /** @param tone as {@link StoreState#tone} */
    record Point(String tone, String text, String help) {}

    /** @param fields that its link brings */
    Question ask(ApiCalls api, Map<String, String> fields);

    /** @param fields of the form, with what was typed @throws ConsoleProblem if the operation is refused */
    Outcome act(ApiCalls api, Map<String, String> fields);

    /** Calls the operation with the parameters that are in its address. */
    default JsonNode call(ApiCalls api, Map<String, String> fields) {
        return api.call(operation(), fields, null);
    }
}
