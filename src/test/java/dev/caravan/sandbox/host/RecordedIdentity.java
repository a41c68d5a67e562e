package dev.caravan.sandbox.host;

import static dev.caravan.sandbox.host.RecordedCases.on;

import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** What becomes of variations whose parent is in the trash: product 26 with variation 27. */
final class RecordedIdentity {

    private RecordedIdentity() {}

    static void add(List<Arguments> cases) {
        on(cases, RecordedIdentity::trashed, """
                relations-variation-of-trashed-parent relations-variation-update-trashed-parent
                relations-parent-restored
                """);
    }

    private static void trashed(Given given) {
        given.store.seedProduct(Given.json("{'id':26,'name':'RV','type':'variable',"
                + "'attributes':[{'name':'Size','options':['S'],'variation':true}]}"));
        given.store.seedVariation(
                26, Given.json("{'id':27,'regular_price':'5','attributes':[{'name':'Size','option':'S'}]}"));
        given.trashed(26);
    }
}
