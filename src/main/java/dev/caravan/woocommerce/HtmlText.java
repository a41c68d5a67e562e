package dev.caravan.woocommerce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares two HTML texts as a browser reads them. A store rewrites tags: with quotes around values, with lower-case
 * names, with a blank before the end of an empty one, without the last semicolon of a style, with {@code &lt;} for a
 * sign that begins no tag [product-create-description-html, product-create-text-readback-2-get].
 */
final class HtmlText {

    /** Ends with the first {@code >}, as in WordPress. */
    private static final Pattern TAG = Pattern.compile("<(/?[A-Za-z][^\\s/<>\"'=]*+)([^<>]*+)>");

    private static final Pattern ATTRIBUTE =
            Pattern.compile("([^\\s/=\"'>]++)(?:\\s*+=\\s*+(\"[^\"]*+\"|'[^']*+'|[^\\s\"'>]++))?+");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]");
    private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});");
    private static final int BEFORE = 20;
    private static final int LONGEST = 60;

    private HtmlText() {}

    /** A tag or the text between two. @param raw as written @param read as a browser takes it */
    private record Piece(String raw, String read) {}

    /** The text that a store shows and the one that it was sent, from the place where they differ. */
    public record Difference(String shown, String sent) {}

    /** Whether a browser would show the same. @param sent with its backslashes doubled */
    static boolean same(String sent, String shown) {
        return read(pieces(kept(sent))).equals(read(pieces(shown)));
    }

    /** The difference in a form without tags, so that it can be shown anywhere. */
    public static Difference difference(String sent, String shown) {
        List<Piece> one = pieces(kept(sent));
        List<Piece> other = pieces(shown);
        int at = 0;
        while (at < one.size()
                && at < other.size()
                && one.get(at).read().equals(other.get(at).read())) {
            at++;
        }
        String had = raw(one, at);
        String has = raw(other, at);
        int begin = 0;
        while (begin < had.length() && begin < has.length() && had.charAt(begin) == has.charAt(begin)) {
            begin++;
        }
        return new Difference(excerpt(has, begin), excerpt(had, begin));
    }

    private static String kept(String sent) {
        return CONTROL.matcher(StoredText.unslashed(sent)).replaceAll("");
    }

    private static String read(List<Piece> pieces) {
        return pieces.stream().map(Piece::read).collect(Collectors.joining()).strip();
    }

    private static List<Piece> pieces(String html) {
        List<Piece> pieces = new ArrayList<>();
        Matcher tags = TAG.matcher(html);
        int end = 0;
        while (tags.find()) {
            text(pieces, html.substring(end, tags.start()));
            pieces.add(new Piece(tags.group(), "\u0001" + tag(tags.group(1), tags.group(2)) + "\u0002"));
            end = tags.end();
        }
        text(pieces, html.substring(end));
        return pieces;
    }

    private static void text(List<Piece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, decoded(text)));
        }
    }

    private static String tag(String name, String rest) {
        return name.toLowerCase(Locale.ROOT)
                + ATTRIBUTE
                        .matcher(rest)
                        .results()
                        .map(HtmlText::attribute)
                        .sorted()
                        .collect(Collectors.joining("\u0001", "\u0001", ""));
    }

    private static String attribute(MatchResult attribute) {
        String name = attribute.group(1).toLowerCase(Locale.ROOT);
        String quoted = attribute.group(2) == null ? "" : attribute.group(2);
        boolean quotes = quoted.startsWith("\"") || quoted.startsWith("'");
        String value = decoded(quotes ? quoted.substring(1, quoted.length() - 1) : quoted);
        return name + "=" + (name.equals("style") ? style(value) : value);
    }

    private static String style(String value) {
        return Arrays.stream(value.split(";", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> part.replaceAll("\\s*:\\s*", ":"))
                .collect(Collectors.joining(";"));
    }

    /** The entities that a store writes itself; others are the same in both texts. */
    private static String decoded(String text) {
        return ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity.group(1))));
    }

    private static String character(String name) {
        return switch (name) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> {
                boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
                int code = hex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
                boolean valid = code > 0 && Character.isValidCodePoint(code);
                yield valid ? Character.toString(code) : "&" + name + ";";
            }
        };
    }

    private static String raw(List<Piece> pieces, int from) {
        return pieces.stream().skip(from).map(Piece::raw).collect(Collectors.joining());
    }

    private static String excerpt(String text, int at) {
        int begin = Math.max(0, at - BEFORE);
        int end = Math.min(text.length(), begin + LONGEST);
        String cut = (begin > 0 ? "…" : "") + text.substring(begin, end) + (end < text.length() ? "…" : "");
        return cut.replace('<', '‹').replace('>', '›');
    }
}
