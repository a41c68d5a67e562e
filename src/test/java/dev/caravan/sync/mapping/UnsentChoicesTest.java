package dev.caravan.sync.mapping;

import static dev.caravan.sync.Given.row;
import static dev.caravan.sync.mapping.GivenProduct.choice;
import static dev.caravan.sync.mapping.GivenProduct.parent;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Documents;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Plan.Refusal;
import dev.caravan.woocommerce.Document;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnsentChoicesTest {

    private static final Document WITHOUT_CHOICES =
            Documents.of("{'regular_price':'11','create:attributes':['Size','Colour']}");

    @Test
    void notesTheChoicesThatTheMappingDoesNotSend() {
        Map<String, JsonNode> variation =
                new LinkedHashMap<>(Documents.of("{'regular_price':'11'}").fields());

        UnsentChoices.note(
                variation,
                parent(choice(1, "Size", "S", "M"), choice(2, "Colour", "Red")).build());

        assertThat(variation).isEqualTo(WITHOUT_CHOICES.fields());
    }

    @Test
    void notesNothingIfChoicesAreSentOrThereAreNone() {
        Map<String, JsonNode> chosen =
                new LinkedHashMap<>(Documents.of("{'attributes':[]}").fields());
        Map<String, JsonNode> alone = new LinkedHashMap<>();

        UnsentChoices.note(chosen, parent(choice(1, "Size", "S", "M")).build());
        UnsentChoices.note(alone, parent().build());

        assertThat(chosen).containsOnlyKeys("attributes");
        assertThat(alone).isEmpty();
    }

    @Test
    void refusesToMakeAVariationThatCouldNotBeChosen() {
        Plan checked = UnsentChoices.checked(row().plan(Action.CREATE, WITHOUT_CHOICES));

        assertThat(checked.action()).isEqualTo(Action.REFUSE);
        assertThat(checked.refusal())
                .isEqualTo(new Refusal(
                        "no_options",
                        "The mapping sends none of the attributes in which the variants differ (Size, Colour), so the"
                                + " variation could not be chosen in the store: select these attributes in the mapping, with"
                                + " attributes among their targets if they have some, or make the variation in the store under"
                                + " the SKU SKU-1 and let it be linked"));
    }

    @Test
    void bringsAVariationUpToDateThatTheShopHas() {
        Plan update = row().linked(7).plan(Action.UPDATE, WITHOUT_CHOICES);
        Plan create = row().plan(Action.CREATE, Documents.of("{'regular_price':'11'}"));

        assertThat(UnsentChoices.checked(update)).isSameAs(update);
        assertThat(UnsentChoices.checked(create)).isSameAs(create);
    }
}
