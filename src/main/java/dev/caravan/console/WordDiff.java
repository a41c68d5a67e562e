package dev.caravan.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What has changed between two texts, word by word. */
final class WordDiff {

    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}]+|\\s+|.", Pattern.DOTALL);

    /** Of longer texts the part that differs is shown as a whole. */
    private static final int MOST_WORDS = 1_000;

    private static final int LONGEST = 50_000;
    /** So much of what is the same stands around a change, and so much of a change is shown, in characters. */
    private static final int AROUND = 120;

    private static final int SHOWN = 3_000;

    /** Of what is the same before and after a change; more than {@link Side#same} shows, so that it is folded. */
    private static final int SAME_KEPT = 1_000;

    private WordDiff() {}

    /** A part of a text. @param changed whether the other text does not have it there */
    record Piece(boolean changed, String text) {}

    /** Two texts in parts. */
    record Sides(List<Piece> before, List<Piece> after) {}

    /** As texts if both have several words; otherwise each is one piece, as a price is. */
    static Sides of(String before, String after) {
        boolean isLong = Math.max(before.length(), after.length()) > SHOWN;
        if (before.equals(after) || isLong || before.contains(" ") && after.contains(" ")) {
            int start = start(before, after);
            int end = end(before, after, start);
            return ofWords(
                    before.substring(start, before.length() - end), after.substring(start, after.length() - end));
        }
        Side left = new Side();
        left.add(true, before);
        Side right = new Side();
        right.add(true, after);
        return new Sides(left.pieces(), right.pieces());
    }

    /** How many characters at the beginning are the same and need not be looked at. */
    private static int start(String before, String after) {
        int most = Math.min(before.length(), after.length());
        int same = 0;
        while (same < most && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        return before.equals(after) ? 0 : left(before, same);
    }

    /** The same at the end. */
    private static int end(String before, String after, int start) {
        int most = Math.min(before.length(), after.length()) - start;
        int same = 0;
        while (same < most && before.charAt(before.length() - 1 - same) == after.charAt(after.length() - 1 - same)) {
            same++;
        }
        if (before.equals(after) || same <= SAME_KEPT) {
            return 0;
        }
        int left = same - SAME_KEPT;
        return Character.isLowSurrogate(before.charAt(before.length() - left)) ? left - 1 : left;
    }

    private static int left(String text, int same) {
        int left = Math.max(0, same - SAME_KEPT);
        return left > 0 && Character.isLowSurrogate(text.charAt(left)) ? left - 1 : left;
    }

    private static Sides ofWords(String before, String after) {
        List<String> old = words(cut(before));
        List<String> now = words(cut(after));
        int start = 0;
        while (start < Math.min(old.size(), now.size()) && old.get(start).equals(now.get(start))) {
            start++;
        }
        int end = 0;
        while (end < Math.min(old.size(), now.size()) - start
                && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        Side left = new Side();
        Side right = new Side();
        old.subList(0, start).forEach(word -> both(left, right, word));
        middle(old.subList(start, old.size() - end), now.subList(start, now.size() - end), left, right);
        old.subList(old.size() - end, old.size()).forEach(word -> both(left, right, word));
        return new Sides(left.pieces(), right.pieces());
    }

    private static void middle(List<String> old, List<String> now, Side left, Side right) {
        if (old.size() > MOST_WORDS || now.size() > MOST_WORDS) {
            old.forEach(word -> left.add(true, word));
            now.forEach(word -> right.add(true, word));
            return;
        }
        short[][] common = common(old, now);
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                both(left, right, old.get(i));
                i++;
                j++;
            } else if (j == now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
                left.add(true, old.get(i++));
            } else {
                right.add(true, now.get(j++));
            }
        }
    }

    /** How many words the rests have in common, by where they begin. */
    private static short[][] common(List<String> old, List<String> now) {
        short[][] common = new short[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? (short) (common[i + 1][j + 1] + 1)
                        : (short) Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static void both(Side left, Side right, String word) {
        left.add(false, word);
        right.add(false, word);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORDS.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Collects words to as few pieces as possible. */
    private static final class Side {

        private final List<StringBuilder> texts = new ArrayList<>();
        private final List<Boolean> changes = new ArrayList<>();

        void add(boolean changed, String word) {
            if (word.isEmpty()) {
                return;
            }
            if (changes.isEmpty() || changes.get(changes.size() - 1) != changed) {
                changes.add(changed);
                texts.add(new StringBuilder());
            }
            texts.get(texts.size() - 1).append(word);
        }

        List<Piece> pieces() {
            List<Piece> pieces = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                String text = texts.get(i).toString();
                boolean first = i == 0;
                boolean last = i == texts.size() - 1;
                pieces.add(new Piece(changes.get(i), changes.get(i) ? changed(text) : same(text, first, last)));
            }
            return pieces;
        }

        private static String changed(String text) {
            return text.length() <= SHOWN
                    ? text
                    : text.substring(0, SHOWN) + "… (" + new Shown().number(text.length() - SHOWN)
                            + " characters more)";
        }

        private static String same(String text, boolean first, boolean last) {
            if (text.length() <= 3 * AROUND || first && last) {
                return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
            }
            String begin = first ? "" : text.substring(0, text.offsetByCodePoints(0, AROUND));
            return begin + "…" + (last ? "" : text.substring(text.offsetByCodePoints(text.length(), -AROUND)));
        }
    }
}
