package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.faults.Difference.Kind;
import dev.caravan.faults.ShopState.Term;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.host.SandboxStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the checker sees its field: one difference is planted after the other, in products that have all fields. */
class CheckerFieldsTest {

    private static final String TEXTS =
            "'name':'Name','description':'Text','shortDescription':'v1','categories':['Things > Shelf'],'tags':['tag'],"
                    + "'assets':[{'name':'front.jpg'}],'status':'complete','weight':'1.50',"
                    + "'dimensions':{'length':'1','width':'2.50','height':null},'stockQuantity':4";
    private static final Catalogue CATALOGUE = new Catalogue(List.of(
            json("{'sku':'A','type':'simple','price':'9.90','salePrice':'8.00',%s,".formatted(TEXTS)
                    + "'attributes':[{'name':'Material','value':'Wool'}]}"),
            json("{'sku':'P','type':'variable',%s,'attributes':[],'variants':[".formatted(TEXTS)
                    + "{'sku':'P-S','type':'variant','status':'complete','price':'7.00','salePrice':'6.00','weight':'1',"
                    + "'dimensions':{'length':'1','width':'2','height':'3'},'stockQuantity':2,'description':'v1',"
                    + "'attributes':[{'name':'Size','value':'S'}]},"
                    + "{'sku':'P-M','type':'variant','status':'complete','price':'7.00','description':'v1',"
                    + "'attributes':[{'name':'Size','value':'M'}]}]}")));

    private final SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Checked"));
    private final Shop shop = Shop.of("Checked", store);
    private final ShopState before = ShopState.of(shop);

    @BeforeEach
    void sell() {
        long things = write("products/categories", "{'name':'Things'}");
        long shelf = write("products/categories", "{'name':'Shelf','parent':%d}".formatted(things));
        String texts = ("'name':'Name','description':'Text','short_description':'v1','categories':[{'id':%d}],"
                        + "'tags':[{'name':'tag'}],'images':[{'src':'https://images.example/1.jpg','alt':'front'}],"
                        + "'status':'publish','weight':'1.5','dimensions':{'length':'1','width':'2.5','height':''},"
                        + "'manage_stock':true,'stock_quantity':4")
                .formatted(shelf);
        write(
                "products",
                "{'sku':'A','regular_price':'9.90','sale_price':'8.00',%s,".formatted(texts)
                        + "'attributes':[{'name':'Material','options':['Wool'],'visible':true}]}");
        long parent = write(
                "products",
                "{'sku':'P','type':'variable',%s,".formatted(texts)
                        + "'attributes':[{'name':'Size','options':['S','M'],'variation':true}]}");
        write(
                "products/" + parent + "/variations",
                "{'sku':'P-S','regular_price':'7','sale_price':'6','status':'publish','weight':'1','description':'v1',"
                        + "'dimensions':{'length':'1','width':'2','height':'3'},'manage_stock':true,'stock_quantity':2,"
                        + "'attributes':[{'name':'Size','option':'S'}]}");
        write(
                "products/" + parent + "/variations",
                "{'sku':'P-M','regular_price':'7','status':'publish','description':'v1',"
                        + "'attributes':[{'name':'Size','option':'M'}]}");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void findsNothingWhereAllFieldsAreRight() {
        assertThat(found()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    A   | {'sku':'a'}                                            | sku               | A               | a
                    A   | {'name':'Other'}                                       | name              | Name            | Other
                    A   | {'description':''}                                     | description       | Text            | ""
                    A   | {'short_description':'v2'}                             | short_description | v1              | v2
                    A   | {'status':'draft'}                                     | status            | publish         | draft
                    A   | {'regular_price':'9.91'}                               | regular_price     | 9.9             | 9.91
                    A   | {'sale_price':''}                                      | sale_price        | 8               | ""
                    A   | {'stock_quantity':5}                                   | stock_quantity    | 4               | 5
                    A   | {'weight':'15'}                                        | weight            | 1.5             | 15
                    A   | {'dimensions':{'length':'1','width':'25','height':''}} | dimensions        | [1, 2.5, ]      | [1, 25, ]
                    A   | {'categories':[]}                                      | categories        | [Shelf]         | []
                    A   | {'tags':[{'name':'tag'},{'name':'more'}]}              | tags              | [tag]           | [more, tag]
                    A   | {'images':[]}                                          | images            | [front]         | []
                    A   | {'attributes':[{'name':'Material','options':['Silk']}]}| attributes        | [Material=[Wool]] | [Material=[Silk]]
                    P   | {'name':'Other'}                                       | name              | Name            | Other
                    P   | {'attributes':[{'name':'Size','options':['M','L'],'variation':true}]} | attributes | [Size=M, Size=S] | [Size=L, Size=M]
                    P-S | {'sku':'p-s'}                                          | sku               | P-S             | p-s
                    P-S | {'description':'v2'}                                   | description       | v1              | v2
                    P-S | {'status':'private'}                                   | status            | publish         | private
                    P-S | {'regular_price':'8'}                                  | regular_price     | 7               | 8
                    P-S | {'sale_price':''}                                      | sale_price        | 6               | ""
                    P-S | {'stock_quantity':3}                                   | stock_quantity    | 2               | 3
                    P-S | {'weight':''}                                          | weight            | 1               | 1.5
                    P-M | {'weight':'3'}                                         | weight            | 1.5             | 3
                    P-M | {'dimensions':{'length':'','width':'','height':'9'}}   | dimensions        | [1, 2.5, ]      | [1, 2.5, 9]
                    P-S | {'dimensions':{'length':'1','width':'2','height':''}}  | dimensions        | [1, 2, 3]       | [1, 2, ]
                    P-S | {'attributes':[]}                                      | attributes        | [Size=S]        | []
                    """)
    void findsAFieldThatDiffers(String sku, String change, String field, String expected, String found) {
        edit(sku, change);

        assertThat(found())
                .extracting(
                        Difference::kind, Difference::sku, Difference::field, Difference::expected, Difference::found)
                .containsExactly(tuple(Kind.FIELD, sku, field, expected, found));
    }

    @Test
    void findsAProductWhoseStockIsNotCounted() {
        edit("A", "{'manage_stock':false}");
        edit("P-S", "{'manage_stock':false}");

        assertThat(found())
                .extracting(Difference::sku, Difference::field)
                .containsExactly(
                        tuple("A", "manage_stock"),
                        tuple("A", "stock_quantity"),
                        tuple("P-S", "manage_stock"),
                        tuple("P-S", "stock_quantity"));
    }

    /** WooCommerce refuses a second one, unless two calls make it at once. */
    @Test
    void findsATermThatWasMadeTwice() {
        ShopState now = ShopState.of(shop);
        assertThat(now.terms()).doesNotHaveDuplicates().extracting(Term::name).contains("things", "shelf", "tag");
        for (Term term : now.terms()) {
            List<Term> twice = new ArrayList<>(now.terms());
            twice.add(term);

            assertThat(Checker.compare(
                            CATALOGUE,
                            before,
                            new ShopState(
                                    "Checked", now.products(), now.variations(), twice, now.writes(), now.written())))
                    .extracting(Difference::kind, Difference::sku, Difference::field, Difference::found)
                    .containsExactly(tuple(Kind.DOUBLED, term.name(), term.kind(), "2 of them"));
        }
    }

    private List<Difference> found() {
        return Checker.compare(CATALOGUE, before, ShopState.of(shop));
    }

    /** In the store itself: the journal knows nothing of it. */
    private void edit(String sku, String change) {
        long product = id(sku.substring(0, 1));
        if (sku.length() == 1) {
            store.editProduct(product, json(change));
        } else {
            store.editVariation(product, id(sku), json(change));
        }
    }

    private long id(String sku) {
        return store.productBySku(sku).orElseThrow().path("id").asLong();
    }

    private long write(String path, String json) {
        return shop.rest("POST", path, json.replace('\'', '"')).path("id").asLong();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Shop.MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
