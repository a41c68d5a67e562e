package dev.caravan.sync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.caravan.sync.Documents;
import dev.caravan.sync.batch.FieldNames;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeCheckTest {

    /** Options of a product; the custom attribute Fit is not a choice of its variants unless it says so. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{'name':'Fit','options':['a|b']} # option_with_pipe",
                "{'name':'Fit','options':['|']} # option_with_pipe",
                "{'name':'Fit','option':'a|b'} # option_with_pipe",
                "{'name':' 0 ','options':['a']} # attribute_name",
                "{'name':'Fit','variation':true,'options':['5 < 6']} # option_not_kept",
                "{'name':'Fit','option':'80%ab'} # option_not_kept",
                "{'name':'Fit','option':'100%20pure'} # option_not_kept",
                "{'name':'Fit','option':'<3'} # option_not_kept",
                "{'name':'Fit','option':'Cable <USB-C>'} # option_not_kept",
                "{'name':'Fit','global':true,'options':['a&amp;b']} # option_not_kept",
                "{'name':'Fit','global':true,'options':['a\\\\b']} # option_not_kept",
                "{'name':'Fit','option':['S','M']} # several_options",
            })
    void refusesWhatAStoreWouldNotKeep(String attribute, String code) {
        assertThat(problems("[" + attribute + "]")).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.field()).isEqualTo("attributes");
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[{'name':'Fit','options':['Slim','5 < 6','80%ab']}]", // chosen by no variation
                "[{'name':'Fit','variation':true,'options':['a\\\\b']}]", // of a custom attribute
                "[{'name':'00','options':['0']}]",
                "[{'name':'Size','option':''}]",
                "[{'name':'Size','options':['S']},{'name':'Fit','options':['S']}]",
                "[{'name':'Size','global':true,'options':['S']},{'name':'size','options':['M']}]",
            })
    void letsPassWhatAStoreKeeps(String attributes) {
        assertThat(problems(attributes)).isEmpty();
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"Größe, Grose", "Size, SIZE", "Shoe Size, shoe-size", "Size (EU), Size EU", "Maße.x, Maße x", "R&D, RD"
    })
    void refusesTwoAttributesThatAStoreTakesForOne(String one, String other) {
        assertThat(problems("[{'name':'" + one + "','options':['a']},{'name':'" + other + "','options':['b']}]"))
                .extracting(DocumentProblem::code, DocumentProblem::text)
                .containsExactly(tuple(
                        "attributes_alike",
                        "attribute " + other + " cannot be beside attribute " + one
                                + " on one product: the store takes the two names for one. Rename one of them, or map one to"
                                + " global_attribute"));
    }

    @Test
    void saysWhatWouldBecomeOfAValue() {
        assertThat(problems("[{'name':'Fit','option':['S','M']}]").get(0).text())
                .isEqualTo(
                        "attribute Fit has 2 values (S, M), and a variation can have only one: give the variant one of"
                                + " them, or make a variant of each");
        assertThat(problems("[{'name':'0','options':[]}]").get(0).text())
                .isEqualTo("attribute 0 cannot be \"0\": the store would drop it");
        assertThat(problems("[{'name':'Fit','options':['a|b']}]").get(0).text())
                .isEqualTo("attribute Fit cannot be \"a|b\": the store would split it at the | into two");
    }

    @Test
    void refusesAVariantWithTheValuesOfAnOlderOne() {
        assertThat(AttributeCheck.sibling(Documents.of("{'attributes':[]}"), "SHIRT-S"))
                .contains(new DocumentProblem(
                        "attributes",
                        "variants_alike",
                        "the variant SHIRT-S has the same values, and a shop could not tell the two apart: give them"
                                + " different values, or delete one"));
        assertThat(AttributeCheck.sibling(Documents.of("{'attributes':[]}"), null))
                .isEmpty();
        assertThat(AttributeCheck.sibling(Documents.of("{'name':'Shirt'}"), "SHIRT-S"))
                .as("the mapping sends no choices")
                .isEmpty();
    }

    private static List<DocumentProblem> problems(String attributes) {
        return DocumentCheck.problems(Documents.of("{'attributes':" + attributes + "}"), FieldNames::of);
    }
}
