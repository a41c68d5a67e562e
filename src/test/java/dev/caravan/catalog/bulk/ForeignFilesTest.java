package dev.caravan.catalog.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.catalog.bulk.AttributeColumns.Kind;
import dev.caravan.catalog.bulk.AttributeColumns.Known;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that WooCommerce and Shopify export, with the columns that they have there. */
class ForeignFilesTest {

    /** WC_Product_CSV_Exporter of WooCommerce 10.5. */
    private static final String WOO =
            "ID,Type,SKU,\"GTIN, UPC, EAN, or ISBN\",Name,Published,\"Is featured?\",\"Visibility in catalog\","
                    + "\"Short description\",Description,\"Date sale price starts\",\"Date sale price ends\",\"Tax status\",\"Tax class\","
                    + "\"In stock?\",Stock,\"Low stock amount\",\"Backorders allowed?\",\"Sold individually?\",\"Weight (kg)\",\"Length (cm)\","
                    + "\"Width (cm)\",\"Height (cm)\",\"Allow customer reviews?\",\"Purchase note\",\"Sale price\",\"Regular price\",Categories,"
                    + "Tags,\"Shipping class\",Images,\"Download limit\",\"Download expiry days\",Parent,\"Grouped products\",Upsells,"
                    + "Cross-sells,\"External URL\",\"Button text\",Position,\"Attribute 1 name\",\"Attribute 1 value(s)\","
                    + "\"Attribute 1 visible\",\"Attribute 1 global\",\"Attribute 2 name\",\"Attribute 2 value(s)\",\"Attribute 2 visible\","
                    + "\"Attribute 2 global\",\"Meta: _note\"\n";

    private static final String SHOPIFY_OLD =
            "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,"
                    + "Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,"
                    + "Variant Inventory Policy,Variant Price,Variant Compare At Price,Variant Barcode,Image Src,Image Position,"
                    + "Image Alt Text,Gift Card,Variant Image,Variant Weight Unit,Cost per item,Status\n";

    private static final String SHOPIFY_NEW =
            "Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,"
                    + "Status,SKU,Barcode,Option1 name,Option1 value,Option2 name,Option2 value,Price,Compare-at price,Cost per item,"
                    + "Inventory tracker,Inventory quantity,Weight value (grams),Product image URL,Image position,Image alt text,"
                    + "Variant image URL\n";

    private final Attributes attributes = new Attributes();

    /** Those that exist, and those that were made. */
    private static final class Attributes implements AttributeColumns {

        final Map<String, Known> known = new HashMap<>(Map.of(
                "gtin", new Known(Kind.TEXT, Set.of()), "fit", new Known(Kind.MULTICHOICE, Set.of("slim", "wide"))));

        @Override
        public Map<String, Known> find(Collection<String> names) {
            return known;
        }

        @Override
        public void make(String name) {
            known.put(name.toLowerCase(Locale.ROOT), new Known(Kind.TEXT, Set.of()));
        }
    }

    @Test
    void woocommercesExportIsReadByItsColumns() throws IOException {
        BulkLines lines = lines(
                "woocommerce",
                WOO
                        + row(
                                "44,variable,tee,,Tee,1,1,visible,Short,\"One\\ntwo \\\\n three\",,,taxable,,1,,,0,0,.5,24,1,2,1,,,,\"Clothing > Tees,"
                                        + " Men\\, women\",\"new, soft\",,\"https://x.example/a.jpg, https://x.example/b.jpg\",,,,,,,,,0,Color,"
                                        + "\"Blue, Red\",1,1,Fit,\"Slim, Wide\",1,1,n")
                        + row(
                                "76,variation,tee-red,4006381333931,Tee - Red,1,0,visible,,,,,taxable,parent,1,parent,,0,0,,,,,0,,15,20,,,,"
                                        + "https://x.example/red.jpg,,,tee,,,,,,0,Color,Red,,1,Fit,,,1,")
                        + row(
                                "48,\"simple, virtual\",'-cup,,Cup,-1,0,visible,,,,,taxable,,1,40,,0,0,1.5,,,,1,,,\"7.90\",Kitchen,,,,,,,,,,,,0,"
                                        + "Material,\"Clay, Glaze\",1,0,,,,,"));

        assertThat(all(lines))
                .containsExactly(
                        "2 {'type':'variable','sku':'tee','name':'Tee','status':'complete','shortDescription':'Short',"
                                + "'description':'One\\ntwo \\\\n three','weight':'.5','dimensions':{'length':'24','width':'1','height':'2'},"
                                + "'categories':['Clothing > Tees','Men, women'],'tags':['new','soft'],"
                                + "'images':['https://x.example/a.jpg','https://x.example/b.jpg'],"
                                + "'attributes':[{'name':'Fit','value':'Slim|Wide'}]}",
                        "3 {'type':'variant','sku':'tee-red','parentSku':'tee','name':'Tee - Red','status':'complete','price':'20',"
                                + "'salePrice':'15','dimensions':{},'images':['https://x.example/red.jpg'],"
                                + "'attributes':[{'name':'Color','value':'Red'},{'name':'gtin','value':'4006381333931'}]}",
                        "4 {'type':'simple','sku':'-cup','name':'Cup','status':'incomplete','price':'7.90','stockQuantity':'40',"
                                + "'weight':'1.5','dimensions':{},'categories':['Kitchen'],"
                                + "'attributes':[{'name':'Material','value':'Clay, Glaze'}]}");
        assertThat(lines.report().columnsIgnored())
                .contains("ID", "Tax status", "Position", "Meta: _note", "Attribute 1 global")
                .doesNotContain("SKU", "Sale price", "Button text", "Attribute 2 value(s)");
        assertThat(lines.report().notes())
                .containsExactly(
                        "The values of variable products for attributes in which variants differ are those of their variants (1 row)",
                        "Virtual and downloadable products are taken without these marks (1 row)",
                        "Attributes were made, as texts: Color, Material");
        assertThat(lines.report().format()).isEqualTo("woocommerce");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "grouped,set,Set,,,, ^ 2 is of type \"grouped\"; Caravan has simple and variable products and variations",
                "simple,,Cup,,,, ^ 2 has no SKU, by which Caravan knows products: give it one in WooCommerce",
                "variation,v,V,id:44,,, ^ 2 is a variation, but its parent (id:44) has no SKU: give it one in WooCommerce",
                "simple,a,A,,\"19,90\",, ^ 2 column 5 (Regular price): \"19,90\" has a comma; if decimals follow it, add decimal=, to"
                        + " the address (thousands separators are not taken)",
                "simple,1.2E+12,A,,,, ^ 2 column 2 (SKU): \"1.2E+12\" is a number that a spreadsheet has shortened; format the column"
                        + " as text and enter all digits",
                "simple,a,A,,20,15,2030-01-01 ^ 2 {'type':'simple','sku':'a','name':'A','price':'20'}",
            })
    void whatHasNoPlaceIsRefusedOrSaid(String row, String result) throws IOException {
        BulkLines lines = lines(
                "woocommerce", "Type,SKU,Name,Parent,Regular price,Sale price,Date sale price ends\n" + row + "\n");

        assertThat(all(lines)).containsExactly(result);
        assertThat(lines.report().notes().isEmpty()).isEqualTo(!row.contains("2030"));
    }

    @Test
    void whatIsOutOfStockWithoutAQuantityIsNotSold() throws IOException {
        BulkLines lines = lines(
                "woocommerce",
                "Type,SKU,Name,\"In stock?\",Stock\nsimple,a,A,0,\nsimple,b,B,1,\nsimple,c,C,0,5\nvariable,d,D,0,\n");

        assertThat(all(lines))
                .containsExactly(
                        "2 {'type':'simple','sku':'a','name':'A','stockQuantity':'0'}",
                        "3 {'type':'simple','sku':'b','name':'B'}",
                        "4 {'type':'simple','sku':'c','name':'C','stockQuantity':'5'}",
                        "5 {'type':'variable','sku':'d','name':'D'}");
        assertThat(lines.report().notes()).singleElement().asString().contains("out of stock", "(1 row)");
    }

    /** Shopify lets variants share a SKU; here the later one would take the earlier one's place. */
    @Test
    void aVariantOfShopifyWithTheSkuOfAnotherIsRefused() throws IOException {
        BulkLines lines = lines(
                "shopify",
                "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"
                        + "tee,Tee,Size,S,T-1,10\ntee,,,M,t-1,10\ntee,,,L,T-2,10\n");

        assertThat(all(lines))
                .hasSize(4)
                .anyMatch(line -> line.startsWith("3 has the Variant SKU \"t-1\" of another variant"));
    }

    /** The export decodes categories, tags and attributes, and leaves names as the database has them (seen in 10.2.4). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "Tom &amp; Jerry ^ Tom & Jerry",
                "Cable &lt;USB-C&gt; 1m ^ Cable <USB-C> 1m",
                "7&#8243; &quot;pipe&quot; &eacute; ^ 7″ \"pipe\" é",
                "&amp;lt;b&amp;gt; ^ &lt;b&gt;",
                "5 m<sup>2</sup> <3 ^ 5 m2 <3",
                "R&D a < b ^ R&D a < b"
            })
    void namesThatWooCommerceKeepsAsHtmlArePlainTexts(String cell, String name) throws IOException {
        BulkLines lines = lines("woocommerce", "Type,SKU,Name\nsimple,a,\"" + cell.replace("\"", "\"\"") + "\"\n");

        BulkLine line = Objects.requireNonNull(lines.next());

        assertThat(Objects.requireNonNull(line.fields()).path("name").textValue())
                .isEqualTo(name);
        assertThat(lines.report().notes().isEmpty()).isEqualTo(!cell.contains("<sup>"));
    }

    @Test
    void shopifysRowsBecomeOneProductWithItsVariants() throws IOException {
        BulkLines lines = lines(
                "shopify",
                SHOPIFY_OLD
                        + "shirt,Shirt,<p>Soft</p>,Acme,Apparel > Shirts,Shirts,\"new, soft\",TRUE,Size,S,Color,Red,SH-S,200,shopify,5,deny,15.00,"
                        + "20.00,'4006381333931,https://x.example/2.jpg,2,Front,FALSE,https://x.example/red.jpg,kg,3,active\n"
                        + "shirt,,,,,,,,,M,,Blue,SH-M,250,,7,deny,20.00,,,https://x.example/1.jpg,1,,,,kg,,\n"
                        + "shirt,,,,,,,,,,,,,,,,,,,,https://x.example/3.jpg,3,,,,,,\n"
                        + "cup,Cup,,Acme,,Cups,,TRUE,Title,Default Title,,,CUP,0,shopify,4,deny,7.5,,,https://x.example/c.jpg,1,,FALSE,,kg,,draft\n");

        assertThat(all(lines))
                .containsExactly(
                        "2 {'name':'Shirt','description':'<p>Soft</p>','tags':['new','soft'],'categories':['Apparel > Shirts'],"
                                + "'status':'complete','images':['https://x.example/1.jpg','https://x.example/2.jpg',"
                                + "'https://x.example/3.jpg'],'type':'variable','sku':'shirt'}",
                        "2 {'type':'variant','parentSku':'shirt','status':'complete','sku':'SH-S','price':'20.00','salePrice':'15.00',"
                                + "'stockQuantity':'5','weight':'0.2','attributes':[{'name':'gtin','value':'4006381333931'},"
                                + "{'name':'Size','value':'S'},{'name':'Color','value':'Red'}],'images':['https://x.example/red.jpg']}",
                        "3 {'type':'variant','parentSku':'shirt','status':'complete','sku':'SH-M','price':'20.00','salePrice':null,"
                                + "'weight':'0.25','attributes':[{'name':'Size','value':'M'},{'name':'Color','value':'Blue'}]}",
                        "5 {'name':'Cup','categories':['Cups'],'status':'incomplete','images':['https://x.example/c.jpg'],'sku':'CUP',"
                                + "'price':'7.5','salePrice':null,'stockQuantity':'4','weight':'0'}");
        assertThat(lines.report().columnsIgnored())
                .containsExactly(
                        "Vendor",
                        "Variant Inventory Policy",
                        "Image Alt Text",
                        "Gift Card",
                        "Variant Weight Unit",
                        "Cost per item");
        assertThat(lines.report().notes())
                .containsExactly(
                        "A variable product has its handle as its SKU: Shopify has a SKU for its variants only (1 row)",
                        "Weights are taken in kilograms: Shopify's file has grams (3 rows)",
                        "Quantities that Shopify does not track are not taken (1 row)",
                        "Attributes were made, as texts: Color, Size");
    }

    @Test
    void shopifysNewerColumnsAreReadAsWell() throws IOException {
        BulkLines lines = lines(
                "shopify",
                SHOPIFY_NEW
                        + "Cup,cup,Blue,Acme,Home > Cups,,a,TRUE,Active,CUP,,,,,,7.50,9,3,shopify,4,300,https://x.example/c.jpg,1,,\n"
                        + ",later,,,,,,,,L-1,,Size,S,,,1,,,,,,,,,\n"
                        + "No SKU,none,,,,,,,,,,,,,,1,,,,,,,,,\n"
                        + "No handle,,,,,,,,,X,,,,,,1,,,,,,,,,\n");

        assertThat(all(lines))
                .containsExactly(
                        "2 {'name':'Cup','description':'Blue','tags':['a'],'categories':['Home > Cups'],'status':'complete',"
                                + "'images':['https://x.example/c.jpg'],'sku':'CUP','price':'9','salePrice':'7.50','stockQuantity':'4',"
                                + "'weight':'0.3'}",
                        "3 has no title; the rows of a handle must follow each other, the one with the title first",
                        "5 has no handle, which says to which product it belongs",
                        "4 has no Variant SKU, by which Caravan knows products: give it one in Shopify");
    }

    @Test
    void aFileOfAnotherProgramIsNotMistakenForOne() {
        assertThatThrownBy(() -> lines("woocommerce", "Artikelnummer,Name\n")).hasMessageContaining("choose English");
        assertThatThrownBy(() -> lines("shopify", "sku,name\n")).hasMessageContaining("Handle");
        assertThatThrownBy(() -> lines("caravan", WOO)).hasMessageContaining("format=woocommerce");
        assertThatThrownBy(() -> lines("caravan", SHOPIFY_OLD)).hasMessageContaining("format=shopify");
    }

    /** Nothing of it is held for the row of the title to come. */
    @Test
    void aHandleWithoutEndIsRefused() throws IOException {
        BulkLines lines = lines(
                "shopify",
                "Handle,Title,Variant SKU,Variant Price\nx,X,x-0,1\n" + "x,,y,1\n".repeat(10_000) + "z,Z,z,1\n");

        assertThat(all(lines))
                .containsExactly(
                        "2 has the handle of more than 3000 rows or 4194304 characters",
                        "10003 {'name':'Z','status':'complete','sku':'z','price':'1'}");
    }

    private static List<String> all(BulkLines lines) throws IOException {
        return UploadedFileTest.all(lines).stream()
                .map(line -> line.contains("{") ? line.replace('"', '\'') : line)
                .toList();
    }

    private static String row(String cells) {
        return cells + "\n";
    }

    private BulkLines lines(String format, String file) throws IOException {
        UploadOptions options = UploadOptions.of(true, null, format, null, null);
        return new UploadedFile(
                        () -> new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                        options,
                        new ObjectMapper())
                .lines(attributes);
    }
}
