package dev.caravan.catalog.bulk;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises cells that a spreadsheet has changed into something else. Only texts that users hardly ever write count
 * as damaged; texts that could be intended are left alone. The reasons are ends of sentences.
 */
final class SpoiltCells {

    /** As spreadsheets show them in English, German, French, Spanish, Italian and Dutch. */
    private static final Set<String> ERRORS = Set.of(
            "#N/A",
            "#REF!",
            "#VALUE!",
            "#DIV/0!",
            "#NAME?",
            "#NUM!",
            "#NULL!",
            "#SPILL!",
            "#CALC!",
            "#ERROR!",
            "#FIELD!",
            "#GETTING_DATA",
            "#NV",
            "#BEZUG!",
            "#WERT!",
            "#ZAHL!",
            "#ÜBERLAUF!",
            "#N/D",
            "#N/B",
            "#VALEUR!",
            "#NOM?",
            "#NOMBRE!",
            "#¡REF!",
            "#¡VALOR!",
            "#¿NOMBRE?",
            "#¡NUM!",
            "#¡DIV/0!",
            "#¡NULO!",
            "#VALORE!",
            "#RIF!",
            "#NOME?",
            "#VERW!",
            "#WAARDE!",
            "#NAAM?",
            "#GETAL!",
            "#DEEL/0!");

    private static final Pattern TOO_NARROW = Pattern.compile("#{4,}");
    private static final Pattern OFFICE_ERROR = Pattern.compile("Err:5\\d\\d");
    private static final Set<String> TRUTHS =
            Set.of("TRUE", "FALSE", "WAHR", "FALSCH", "VRAI", "FAUX", "VERDADERO", "FALSO", "VERO");

    /** {@code 1.23457E+12}; without decimals only with a sign, as {@code 1E3} may be a name. */
    private static final Pattern SHORTENED =
            Pattern.compile("(?i)[+-]?(\\d[.,]\\d+E\\+?(?<a>\\d{1,3})|\\dE\\+(?<b>\\d{2,3}))");

    private static final int DIGITS_THAT_ARE_SHORTENED = 11;

    /** Dates as a spreadsheet writes them by itself; other spellings may be parts of a SKU. */
    private static final Pattern SKU_DATE = Pattern.compile(
            "\\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\\d{2}\\. (?:Jan|Feb|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
                    + "|\\d{1,2}/\\d{1,2}/(?:19|20)\\d{2}|\\d{4}-\\d{2}-\\d{2} 00:00:00");

    private static final Pattern ABOUT_DATES = Pattern.compile(
            "(?iu).*(date|datum|fecha|data|day|year|jahr|année|annee|año|season|saison|month|monat|mois|mes|release|erschein|expir"
                    + "|best before|mhd|termin|geburt|\\b(?:until|since|from|start|end|ende)\\b).*");

    private SpoiltCells() {}

    /** Damage that is recognised in every column. */
    static @Nullable String anywhere(String cell) {
        String text = CellText.trimmed(cell);
        boolean mayBeError = text.startsWith("#") || text.startsWith("E");
        if (mayBeError && isError(text)) {
            return CellText.quoted(text) + " is an error of a spreadsheet, not a value";
        }
        return unreadable(cell);
    }

    private static boolean isError(String text) {
        return ERRORS.contains(text.toUpperCase(Locale.ROOT))
                || TOO_NARROW.matcher(text).matches()
                || OFFICE_ERROR.matcher(text).matches();
    }

    /** A character that replaces one that was lost. */
    static @Nullable String unreadable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\uFFFD') {
                return "has the character \uFFFD (U+FFFD), which a program has put where it could not read a letter; take the"
                        + " text from where it is still right";
            }
            if (c >= '\u0080' && c < '\u00a0' && c != '\u0085') {
                return String.format(
                        "has the control character U+%04X; the charset of the file may be windows-1252", (int) c);
            }
        }
        return null;
    }

    static @Nullable String sku(String cell) {
        String text = CellText.trimmed(cell);
        if (SHORTENED.matcher(text).matches()) {
            return shortened(text);
        }
        return SKU_DATE.matcher(text).matches() ? date(text) : truth(text);
    }

    /** A name, category or tag. */
    static @Nullable String label(String cell) {
        String text = CellText.trimmed(cell);
        return isLong(text) ? shortened(text) : truth(text);
    }

    /** An attribute whose values are texts. */
    static @Nullable String attribute(String name, String cell) {
        String text = CellText.trimmed(cell);
        if (Gtins.isName(name)) {
            return CellNumbers.isScientific(text) ? shortened(text) : Gtins.lostZeros(name, text);
        }
        if (isLong(text)) {
            return shortened(text);
        }
        return SpreadsheetDates.isDate(text) && !ABOUT_DATES.matcher(name).matches()
                ? date(text) + ". If a date is meant, write it as 2026-01-31"
                : null;
    }

    private static boolean isLong(String text) {
        Matcher matcher = SHORTENED.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        String exponent = matcher.group("a") == null ? matcher.group("b") : matcher.group("a");
        return Integer.parseInt(exponent) >= DIGITS_THAT_ARE_SHORTENED;
    }

    private static @Nullable String truth(String text) {
        return TRUTHS.contains(text)
                ? CellText.quoted(text) + " is a truth value of a spreadsheet; format the column as text"
                : null;
    }

    private static String shortened(String text) {
        return CellText.quoted(text)
                + " is a number that a spreadsheet has shortened; format the column as text and enter all digits";
    }

    private static String date(String text) {
        return CellText.quoted(text)
                + " is a date, which a spreadsheet has made of something else; format the column as text";
    }
}
