package dev.caravan.catalog.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.catalog.bulk.AttributeColumns.Kind;
import dev.caravan.catalog.bulk.AttributeColumns.Known;
import dev.caravan.platform.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What shops upload: files of all charsets, delimiters and spreadsheets. */
class UploadedFileTest {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String CSV = "sku,name\nA-1,Größe é 10 €\n";

    @Test
    void aFileOfAnotherCharsetIsRefusedRowByRowWithLineAndByte() throws IOException {
        byte[] file = "sku;name\nA-1;plain\nA-2;Größe\r\nA-3;plain\n".getBytes(WINDOWS);

        BulkLines lines = lines(file, UploadOptions.CSV);

        assertThat(all(lines))
                .containsExactly(
                        "2 {\"sku\":\"A-1\",\"name\":\"plain\"}",
                        "3 is not UTF-8 at byte 7 (0xF6): save the file as UTF-8, or name its charset, for example"
                                + " Content-Type: text/csv; charset=windows-1252",
                        "4 {\"sku\":\"A-3\",\"name\":\"plain\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "windows-1252",
                "ISO-8859-15",
                "UTF-8",
                "UTF-16LE",
                "UTF-16BE",
                "UTF-32LE",
                "IBM00858",
                "x-MacRoman"
            })
    void theCharsetThatTheRequestNamesIsRead(String charset) throws IOException {
        Charset named = Charset.forName(charset);
        String json = "{\"sku\":\"A-1\",\"name\":\"Größe é 10 €\"}\n";

        BulkLines csv = lines(CSV.getBytes(named), options(true, named, null, null));
        BulkLines ndjson = lines(json.getBytes(named), options(false, named, null, null));

        assertThat(all(csv)).containsExactly("2 " + json.strip());
        assertThat(csv.report().charset()).isEqualTo(named.name());
        assertThat(all(ndjson)).containsExactly("1 " + json.strip());
        assertThat(ndjson.report().charset()).isEqualTo(named.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aByteOrderMarkBeatsWhatTheRequestNames(String charset) throws IOException {
        byte[] csv = ("\uFEFF" + CSV).getBytes(Charset.forName(charset));
        byte[] ndjson = "\uFEFF{\"sku\":\"A-1\",\"name\":\"ö\uD83D\uDE00\"}\n{\"sku\":\"A-2\"}"
                .getBytes(Charset.forName(charset));

        for (Charset named : new Charset[] {null, StandardCharsets.UTF_8, WINDOWS}) {
            assertThat(all(lines(csv, options(true, named, null, null))))
                    .containsExactly("2 {\"sku\":\"A-1\",\"name\":\"Größe é 10 €\"}");
            assertThat(all(lines(ndjson, options(false, named, null, null))))
                    .containsExactly("1 {\"sku\":\"A-1\",\"name\":\"ö\uD83D\uDE00\"}", "2 {\"sku\":\"A-2\"}");
        }
    }

    @Test
    void whatIsNoCharacterOfTheNamedCharsetIsRefusedAsWell() throws IOException {
        byte[] windows = "sku,name\nA-1,a\u0081b\nA-2,b".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(all(lines(windows, options(true, WINDOWS, null, null))))
                .containsExactly(
                        "2 is not windows-1252 at byte 6 (0x81): the file may have another charset than the one that is named",
                        "3 {\"sku\":\"A-2\",\"name\":\"b\"}");

        byte[] utf16 = "sku,name\nA-1,a\uDC00b\nA-2,b".getBytes(StandardCharsets.UTF_16LE);
        utf16[2 * 14] = 0; // getBytes has put a question mark there
        utf16[2 * 14 + 1] = (byte) 0xDC;
        assertThat(all(lines(utf16, options(true, StandardCharsets.UTF_16LE, null, null))))
                .first()
                .asString()
                .startsWith("2 is not UTF-16LE at byte 11 (0x00)");

        byte[] latin = "sku,name\nA-1,10 \u0080".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(all(lines(latin, options(true, StandardCharsets.ISO_8859_1, null, null))))
                .first()
                .asString()
                .contains("control character U+0080", "windows-1252");
    }

    @Test
    void aCharsetThatCannotBeToldIsAskedFor() {
        byte[] utf16 = CSV.getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> lines(utf16, UploadOptions.CSV)).hasMessageContaining("charset=utf-16le");
        assertThatThrownBy(() -> lines(utf16, UploadOptions.NDJSON)).hasMessageContaining("charset=utf-16le");
        assertThatThrownBy(() -> lines(utf16, options(true, StandardCharsets.UTF_16, null, null)))
                .hasMessageContaining("UTF-16LE");
        assertThatThrownBy(() -> lines(utf16, options(true, Charset.forName("IBM1047"), null, null)))
                .hasMessageContaining("save the file as UTF-8");
        assertThatThrownBy(() -> lines(new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0}, UploadOptions.CSV))
                .hasMessageContaining("workbook");
        assertThatThrownBy(() -> lines(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0}, UploadOptions.CSV))
                .hasMessageContaining("compressed");
    }

    @Test
    void halfOfAPairInUtf16DoesNotSwallowTheEndOfItsLine() throws IOException {
        String csv = "\uFEFFsku;name\nA-1;x!\nA-2;y\n";
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_16LE);
        bytes[2 * csv.indexOf('!')] = 0x3D;
        bytes[2 * csv.indexOf('!') + 1] = (byte) 0xD8;

        assertThat(all(lines(bytes, UploadOptions.CSV)))
                .hasSize(2)
                .last()
                .isEqualTo("3 {\"sku\":\"A-2\",\"name\":\"y\"}");
    }

    @Test
    void whatWasLostBeforeIsNotTaken() throws IOException {
        assertThat(all(lines("sku,name\nA-1,Gr\uFFFD\uFFFDe\n")))
                .first()
                .asString()
                .contains("U+FFFD");
        assertThat(all(lines(
                        "{\"sku\":\"A-1\",\"name\":\"Gr\uFFFDe\"}".getBytes(StandardCharsets.UTF_8),
                        UploadOptions.NDJSON)))
                .first()
                .asString()
                .contains("U+FFFD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                ",^,", ";^;", "\t^tab", "|^|",
            },
            ignoreLeadingAndTrailingWhitespace = false)
    void theDelimiterIsDetectedAndSaid(String delimiter, String said) throws IOException {
        String file =
                " SKU ;\"Name, long\";Sale Price;stock_quantity;ATTRIBUTE : Colour\r\nA-1;\"a;b,\tc\";1.5;7;Red\r\n"
                        .replace("\"Name, long\"", "NAME")
                        .replace("\"a;b,\tc\"", "\0")
                        .replace(";", delimiter)
                        .replace("\0", "\"a;b,\tc\"");

        BulkLines lines = lines(file);

        assertThat(all(lines))
                .containsExactly(
                        "2 {\"sku\":\"A-1\",\"name\":\"a;b,\\tc\",\"salePrice\":\"1.5\",\"stockQuantity\":\"7\","
                                + "\"attributes\":[{\"name\":\"Colour\",\"value\":\"Red\"}]}");
        assertThat(lines.report().delimiter()).isEqualTo(said);
        assertThat(lines.report().charset()).isEqualTo("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sep=;\nsku;name\nA-1;one",
                "\n\nsku;name;;\nA-1;one;;",
                "sku\rA-1",
                "sku\n\nA-1\n ,\n",
                "sku;name\nA-1;;;"
            })
    void filesAsSpreadsheetsWriteThemAreRead(String file) throws IOException {
        List<String> lines = all(lines(file));

        long number = file.substring(0, file.indexOf("A-1"))
                        .chars()
                        .filter(c -> c == '\n' || c == '\r')
                        .count()
                + 1;
        assertThat(lines).hasSize(1).first().asString().startsWith(number + " {\"sku\":\"A-1\"");
    }

    @Test
    void aColumnThatIsNotKnownIsNamedAlone() {
        assertThatThrownBy(() -> lines("sku;colour;price\n"))
                .isInstanceOf(ApiException.class)
                .hasMessageStartingWith("The column \"colour\" is not known. Columns are");
        assertThatThrownBy(() -> lines("sku;Price;PRICE\n")).hasMessageContaining("\"price\" twice");
        assertThatThrownBy(() -> lines("name;price\n")).hasMessageContaining("sku among them");
        assertThatThrownBy(() -> lines("")).hasMessageContaining("sku among them");
        assertThatThrownBy(() -> lines("sep=:\nsku:name\n")).hasMessageContaining("delimiter \":\"");
    }

    @Test
    void aValueWithoutANameOfItsColumnIsNotDropped() throws IOException {
        assertThat(all(lines("sku,name,\nA-1,one,x\n"))).first().asString().contains("column 3", "no name for it");
        assertThat(all(lines("sku,name\nA-1,one,x\n"))).containsExactly("2 has 3 cells, but the header has 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "19.90 ^ .",
                "19,90 ^ ,",
                "1234 ^ .",
                "1234 ^ ,",
                "1000,5 ^ ,",
                "+5 ^ .",
                "\u00a05,00\u00a0 ^ ,",
                ".5 ^ .",
                "-1,5 ^ ,",
            })
    void numbersAreReadAsTheOptionSays(String cell, char decimal) throws IOException {
        BulkLines lines = lines("sku;price\nA-1;" + cell + "\n", options(true, null, String.valueOf(decimal), null));

        assertThat(all(lines))
                .containsExactly("2 {\"sku\":\"A-1\",\"price\":\""
                        + cell.replace("\u00a0", "").replace(',', '.') + "\"}");
        assertThat(lines.report().decimal()).isEqualTo(String.valueOf(decimal));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "19,90 ^ . ^ add decimal=,",
                "1,234 ^ . ^ thousands separators are not taken",
                "1,234.50 ^ . ^ has a thousands separator",
                "1.234,50 ^ , ^ has a thousands separator",
                "1.234 ^ , ^ has a point, but decimal=,",
                "12.5 ^ , ^ has a decimal point",
                "1'234.50 ^ . ^ has a thousands separator",
                "1\u00a0234,50 ^ , ^ has a thousands separator",
                "12 € ^ . ^ has a currency sign",
                "$12 ^ . ^ has a currency sign",
                "1E3 ^ . ^ scientific notation",
                "1.5E+03 ^ . ^ scientific notation",
                "1,5E+3 ^ , ^ scientific notation",
                "2-Mar ^ . ^ is a date",
                "03.02.2026 ^ . ^ is a date",
                "TRUE ^ . ^ is not a number",
                "#N/A ^ . ^ is an error of a spreadsheet",
                "abc ^ , ^ is not a number such as 19,90",
            })
    void numbersThatCouldMeanTwoThingsAreRefused(String cell, char decimal, String why) throws IOException {
        for (String column : List.of("price", "salePrice", "stockQuantity", "weight", "length", "attribute:Power")) {
            assertThat(all(lines(
                            "sku\t" + column + "\nA-1\t" + cell + "\n",
                            options(true, null, String.valueOf(decimal), null))))
                    .first()
                    .asString()
                    .startsWith("2 column 2 (" + column.replace("attribute:", "") + "): ")
                    .contains(why);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "sku ^ 1.23457E+12",
                "sku ^ 1,23457E+12",
                "sku ^ 1E+03",
                "sku ^ 2-Mar",
                "sku ^ 3/2/2026",
                "sku ^ TRUE",
                "sku ^ #N/A",
                "name ^ #REF!",
                "name ^ #BEZUG!",
                "name ^ #NAME?",
                "name ^ ########",
                "name ^ FALSE",
                "name ^ 4.00638E+12",
                "description ^ #VALUE!",
                "shortDescription ^ Err:502",
                "categories ^ #N/A",
                "tags ^ new|#N/A",
                "attribute:Size ^ 2-Mar",
                "attribute:Size ^ 03.02.2026",
                "attribute:Size ^ Mar-02",
                "attribute:Size ^ 02. Mrz",
                "attribute:Size ^ 3/2/2026",
                "attribute:Size ^ 2026-02-03 00:00:00",
                "attribute:Size ^ 02-mars",
                "attribute:Size ^ 2-dic",
                "attribute:Size ^ 02/01/26",
                "attribute:Size ^ 10.02.26",
                "attribute:Size ^ #NV",
                "attribute:Choice ^ 2-Mar",
                "attribute:Choice ^ M|2-Mar",
                "attribute:EAN ^ 4.00638E+12",
                "attribute:gtin ^ 4E12",
                "attribute:gtin ^ 4006381333931.0",
                "attribute:EAN ^ 12345678905",
                "attribute:upc-a ^ 1234565",
                "attribute:Erp number ^ 1.23457E+15",
            })
    void whatASpreadsheetHasSpoiltIsRefused(String column, String cell) throws IOException {
        String file = column.equals("sku") ? "sku;tags\n" + cell + ";\n" : "sku;" + column + "\nA-1;" + cell + "\n";

        assertThat(all(lines(file)))
                .last()
                .asString()
                .matches("2 column \\d \\(" + column.replace("attribute:", "") + "\\): .*(spreadsheet).*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "sku ^ 1E3",
                "sku ^ 12E45",
                "sku ^ 1E-05",
                "sku ^ MAR-26",
                "sku ^ 2-MAR",
                "sku ^ 10.02.2026",
                "sku ^ 00123",
                "sku ^ True",
                "name ^ True",
                "name ^ #1 Mug",
                "name ^ #NEW!",
                "name ^ Mug 2-Mar",
                "tags ^ #sale",
                "description ^ 1E3",
                "attribute:Size ^ 2-3",
                "attribute:Size ^ 2-set",
                "attribute:Size ^ 2 Mars",
                "attribute:Size ^ 8/10/12",
                "attribute:Size ^ 10/20/30",
                "attribute:Size ^ 06/08/10",
                "attribute:Size ^ 10/12",
                "attribute:Size ^ 40.5",
                "attribute:Size ^ May",
                "attribute:Size ^ M",
                "attribute:Size ^ 2026-02-03",
                "attribute:Release date ^ 03.02.2026",
                "attribute:Season ^ Mar-26",
                "attribute:Choice ^ Mar-02",
                "attribute:Ratio ^ 1:12",
                "attribute:EAN ^ 4006381333931",
                "attribute:EAN ^ 036000291452",
                "attribute:EAN ^ 36000291452999",
                "attribute:EAN ^ 12345678901",
                "attribute:isbn ^ 3161484100",
                "attribute:Waterproof ^ TRUE",
                "attribute:Ocean ^ 12345678905",
                "attribute:Resistance ^ 1.0E+06",
            })
    void whatCouldBeMeantIsTaken(String column, String cell) throws IOException {
        String file = column.equals("sku") ? "sku;tags\n" + cell + ";\n" : "sku;" + column + "\nA-1;" + cell + "\n";

        assertThat(all(lines(file))).last().asString().startsWith("2 {").contains(cell);
    }

    @Test
    void aWholeNumberThatMayHaveAThousandsSeparatorIsRefused() throws IOException {
        assertThat(all(lines("sku;stockQuantity\nA-1;1.000\nA-2;-12.000\nA-3;5.0\nA-4;1000\n")))
                .satisfies(lines -> assertThat(lines.subList(0, 2))
                        .allMatch(line -> line.contains("(stockQuantity): ") && line.contains("thousands separator")))
                .endsWith(
                        "4 {\"sku\":\"A-3\",\"stockQuantity\":\"5.0\"}",
                        "5 {\"sku\":\"A-4\",\"stockQuantity\":\"1000\"}");
    }

    /** {@code "5 inch} begins with a quotation mark that is part of the text; the next row ends with one. */
    @Test
    void aShortTextThatHasSwallowedRowsIsRefused() throws IOException {
        assertThat(all(lines("sku;name;price\nA-1;\"5 inch;9\nA-2;Pipe 5\";8\nA-3;ok;7\n")))
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0))
                        .contains("column 2 (name): has a line break with further cells behind it", "quotation mark"))
                .last()
                .asString()
                .startsWith("4 {\"sku\":\"A-3\"");
        assertThat(all(lines("sku;name;description\nA-1;\"Two\nlines\";\"a;\nb;c\"\n")))
                .containsExactly("2 {\"sku\":\"A-1\",\"name\":\"Two\\nlines\",\"description\":\"a;\\nb;c\"}");
    }

    @Test
    void aCellThatASpreadsheetKeepsAsTextIsItsText() throws IOException {
        assertThat(all(lines("sku,name\n\"=\"\"00123\"\"\",one\n")))
                .containsExactly("2 {\"sku\":\"00123\",\"name\":\"one\"}");
    }

    @Test
    void anEmptyCellLeavesItsFieldAloneOrRemovesIt() throws IOException {
        String file =
                "sku;type;price;salePrice;weight;width;tags;familyId;attribute:Size;description\nA-1;;5; ;;;;;;\n";

        BulkLines keep = lines(file);
        BulkLines remove = lines(file, options(true, null, null, "remove"));

        assertThat(all(keep)).containsExactly("2 {\"sku\":\"A-1\",\"price\":\"5\"}");
        assertThat(keep.report().emptyMeans()).isEqualTo("keep");
        assertThat(all(remove))
                .containsExactly("2 {\"sku\":\"A-1\",\"price\":\"5\",\"salePrice\":null,\"weight\":null,"
                        + "\"dimensions\":{\"width\":null},\"tags\":null,\"familyId\":null,"
                        + "\"attributes\":[{\"name\":\"Size\",\"value\":null}],\"description\":null}");
        assertThat(remove.report().emptyMeans()).isEqualTo("remove");
    }

    @Test
    void whatCannotBeRemovedIsRefused() throws IOException {
        assertThat(all(lines("sku,name,price\nA-1,,5\nA-2,two\n", options(true, null, null, "remove"))))
                .containsExactly(
                        "2 has an empty name, which cannot be removed",
                        "3 has 2 cells, but the header has 3: with emptyMeans=remove each row must have all");
    }

    @Test
    void aParameterThatIsWrongIsNamed() {
        assertThatThrownBy(() -> options(true, null, ";", null)).hasMessage("decimal must be one of: .  ,");
        assertThatThrownBy(() -> options(true, null, null, "null"))
                .hasMessage("emptyMeans must be one of: keep  remove");
        assertThatThrownBy(() -> UploadOptions.of(true, null, "magento", null, null))
                .hasMessageStartingWith("format must be");
        assertThatThrownBy(() -> options(false, null, ",", null)).hasMessageContaining("for CSV");
    }

    static UploadOptions options(
            boolean csv, @Nullable Charset charset, @Nullable String decimal, @Nullable String empty) {
        return UploadOptions.of(csv, charset, null, decimal, empty);
    }

    static BulkLines lines(String file) throws IOException {
        return lines(file, UploadOptions.CSV);
    }

    static BulkLines lines(String file, UploadOptions options) throws IOException {
        return lines(file.getBytes(StandardCharsets.UTF_8), options);
    }

    private static BulkLines lines(byte[] file, UploadOptions options) throws IOException {
        Map<String, Known> known = Map.of(
                "size", new Known(Kind.TEXT, Set.of()),
                "power", new Known(Kind.NUMBER, Set.of()),
                "choice", new Known(Kind.MULTICHOICE, Set.of("m", "mar-02")));
        return new UploadedFile(() -> new ByteArrayInputStream(file), options, new ObjectMapper())
                .lines(names -> known);
    }

    /** Each line with its number, and what became of it. */
    static List<String> all(BulkLines lines) throws IOException {
        List<String> all = new ArrayList<>();
        for (BulkLine line = lines.next(); line != null; line = lines.next()) {
            all.add(line.number() + " " + (line.fields() == null ? line.problem() : line.fields()));
        }
        return all;
    }
}
