package dev.caravan.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.caravan.console.Letters.Letter;
import java.util.List;
import java.util.Map;

/** Writes a note on a dead letter, or removes it. */
final class NoteAction implements Action {

    private static final String ID = "id";
    private static final String NOTE = "note";
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
    public Question ask(ApiCalls api, Map<String, String> fields) {
        Letter letter = api.read("show-dead-letter", Map.of(ID, fields.get(ID)), Letter.class);
        String before = letter.note() == null ? "" : letter.note();
        return new Question(
                "Note on " + (letter.sku() == null ? "product " + letter.productId() : letter.sku()),
                List.of("Everyone who looks after this store reads it. An empty note is removed."),
                "Save the note",
                false,
                new Text(NOTE, "Note", before, LONGEST));
    }

    @Override
    public Outcome act(ApiCalls api, Map<String, String> fields) {
        String note = fields.getOrDefault(NOTE, "").strip();
        api.call(
                operation(),
                Map.of(ID, fields.get(ID)),
                JsonNodeFactory.instance.objectNode().put(NOTE, note.isEmpty() ? null : note));
        return Outcome.done(note.isEmpty() ? "The note is removed." : "The note is saved.");
    }
}
