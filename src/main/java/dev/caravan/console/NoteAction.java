package dev.caravan.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.caravan.console.Letters.Letter;
import java.util.List;
import java.util.Map;

/** Writes a note on a dead letter, or removes it. */
final class NoteAction implements Action {

    private static final String ID = "id";
    private static final String NOTE = "note";
    private static final String SEEN = "seen";
    private static final int LONGEST = 2_000;

    @Override
    public String operation() {
        return "note-dead-letter";
    }

    @Override
    public List<String> fields() {
        return List.of(ID);
    }

    @Override
    public Map<String, Integer> more() {
        return Map.of(NOTE, 1);
    }

    @Override
    public List<String> typed() {
        return List.of(SEEN);
    }

    private static Letter letter(ApiCalls api, Map<String, String> fields) {
        return api.read("show-dead-letter", Map.of(ID, fields.get(ID)), Letter.class);
    }

    /** To see whether another person has written meanwhile. */
    private static String state(Letter letter) {
        return letter.notedAt() == null ? "" : letter.notedAt().toString();
    }

    @Override
    public Question ask(ApiCalls api, Map<String, String> fields) {
        Letter letter = letter(api, fields);
        String before = letter.note() == null ? "" : letter.note();
        return new Question(
                "Note on " + (letter.sku() == null ? "product " + letter.productId() : letter.sku()),
                List.of("Everyone who looks after this store reads it. An empty note is removed."),
                "Save the note",
                false,
                new Text(NOTE, "Note", before, LONGEST),
                List.of(new Input(SEEN, "", "hidden", "", Map.of(), state(letter))));
    }

    @Override
    public Outcome act(ApiCalls api, Map<String, String> fields) {
        // browsers count a line break as one character and send two
        String note = fields.getOrDefault(NOTE, "").replace("\r\n", "\n").strip();
        Letter before = letter(api, fields);
        if (!state(before).equals(fields.getOrDefault(SEEN, ""))) {
            throw new ConsoleProblem(
                    409,
                    before.note() == null
                            ? "Another person has removed the note meanwhile. Save again to put yours in its place."
                            : before.notedBy() + " has written meanwhile: “" + before.note()
                                    + "” Save again to put yours in its place.");
        }
        api.call(
                operation(),
                Map.of(ID, fields.get(ID)),
                JsonNodeFactory.instance.objectNode().put(NOTE, note.isEmpty() ? null : note));
        return Outcome.done(note.isEmpty() ? "The note is removed." : "The note is saved.");
    }
}
