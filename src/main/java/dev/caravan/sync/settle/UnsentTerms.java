package dev.caravan.sync.settle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.Plan;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.ShownProduct;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Categories, tags, brands and options that are missing in the answer to a write that did not contain their fields.
 * Either the store no longer has them, and they are recreated for all products that show them; or the shop has taken
 * them off this product, and they stay off until they are sent. So the store is asked for them, once for each time
 * that they were sent.
 */
final class UnsentTerms {

    /** A row with such an error has another problem that is handled first. */
    private static final Set<String> NOT_WITH = Set.of(
            ErrorCode.TERMS_MISSING,
            ErrorCode.TERM_LOST,
            ErrorCode.BACKSLASH_LOST,
            ErrorCode.CHOICE_LOST,
            ErrorCode.IN_STORE_TRASH,
            ErrorCode.TYPE_DIFFERS);

    /** @param id in the store; 0 for an option, which is sent by its name */
    record Missing(Wanted wanted, long id) {

        private String words() {
            String kind = wanted.kind().name().toLowerCase(Locale.ROOT);
            return kind + " " + (wanted.name().isEmpty() ? String.valueOf(id) : wanted.name());
        }
    }

    private UnsentTerms() {}

    /** The missing terms. @param shown the product as the store answered it */
    static List<Missing> in(Plan plan, ShownProduct shown) {
        String code = plan.row().errorCode();
        return code != null && NOT_WITH.contains(code)
                ? List.of()
                : kinds(plan, shown).stream()
                        .filter(kind -> !plan.known().isShownOtherwise(kind.field()))
                        .flatMap(kind -> missing(plan, kind, shown).stream())
                        .toList();
    }

    /** What the store is known to show, with a mark at the fields in which terms are missing. */
    static FieldHashes known(Plan plan, ShownProduct shown, FieldHashes known) {
        FieldHashes marked = known;
        for (TermKind kind : kinds(plan, shown)) {
            boolean whole = missing(plan, kind, shown).isEmpty();
            marked = marked.shownOtherwise(kind.field(), !whole);
        }
        return marked;
    }

    static String message(List<Missing> missing) {
        return missing.stream()
                .map(Missing::words)
                .distinct()
                .collect(Collectors.joining(
                        ", ",
                        "The store shows it without ",
                        ". It is asked whether it still has that: what it has lost is created again, what its shop has taken off the product"
                                + " comes back when the field is sent again"));
    }

    /** The kinds of terms that the store was sent before and whose fields are in its answer. */
    private static List<TermKind> kinds(Plan plan, ShownProduct shown) {
        return plan.action() != Plan.Action.UPDATE || plan.row().isOfImages()
                ? List.of()
                : TermKind.LISTED.stream()
                        .filter(kind -> !plan.change().fields().containsKey(kind.field())
                                && plan.known().shows(plan.document(), kind.field())
                                && shown.lists(kind))
                        .toList();
    }

    private static List<Missing> missing(Plan plan, TermKind kind, ShownProduct shown) {
        Document document = plan.document();
        if (kind == TermKind.ATTRIBUTE) {
            return shown.missingOptions(document).stream()
                    .map(option -> new Missing(new Wanted(TermKind.OPTION, option.attributeId(), option.name()), 0))
                    .toList();
        }
        JsonNode wanted = Objects.requireNonNull(document.fields().get(kind.field()));
        return shown.missing(document, kind).stream()
                .map(id -> new Missing(new Wanted(kind, 0, name(wanted, id)), id))
                .toList();
    }

    private static String name(JsonNode terms, long id) {
        for (JsonNode term : terms) {
            if (term.path("id").asLong() == id) {
                return term.path("name").asText();
            }
        }
        return "";
    }
}
