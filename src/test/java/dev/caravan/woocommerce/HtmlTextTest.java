package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With what stores answered to descriptions that were sent so: seen on WooCommerce 10.2.4 with WordPress 7.0.2. */
class HtmlTextTest {

    @ParameterizedTest(name = "{0} shown as {1}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '§',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a<br>b~a<br>b",
                "<br/><hr><br  />~<br /><hr><br />",
                "<img src=\"a.png\"/>~<img src=\"a.png\" />",
                "<a href='x.html'>y</a>~<a href=\"x.html\">y</a>",
                "<A HREF=x.html>y</A>~<A href=\"x.html\">y</A>",
                "<b >x</b >~<b>x</b>",
                "<p style=\"color:red;\">x</p>~<p style=\"color:red\">x</p>",
                "<p style='color:red; margin : 0;'>x</p>~<p style=\"color:red;margin: 0\">x</p>",
                "<p class=MsoNormal>w</p>~<p class=\"MsoNormal\">w</p>",
                "<td colspan=2 title=\"a & b\">x</td>~<td colspan=\"2\" title=\"a &amp; b\">x</td>",
                "<img alt=\"5'\" src=\"x.png\">~<img alt=\"5&apos;\" src=\"x.png\">",
                "<a href=\"http://x/?a=1&b=2\">q</a>~<a href=\"http://x/?a=1&amp;b=2\">q</a>",
                "a <b~a &lt;b",
                "-> and 1<2 and <3~-&gt; and 1&lt;2 and &lt;3",
                "& &amp &lt &unknown; x~&amp; &amp;amp &amp;lt &amp;unknown; x",
                "&#38; &#60; &eacute; &nbsp;~&#038; &#060; &eacute; &nbsp;",
                "&#0;~&amp;#0;",
                "C:\\\\temp \\single~C:\\temp single",
                " lead ~lead",
                "<!-- a > b -->x~<!-- a > b -->x",
                "javascript: is text, x onclick=\"y\" z~javascript: is text, x onclick=\"y\" z"
            })
    void isTheSameToABrowser(String sent, String shown) {
        assertThat(HtmlText.same(sent, shown)).isTrue();
    }

    @ParameterizedTest(name = "{0} shown as {1}: {2} where {3}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '§',
            value = {
                "<p>a</p><iframe src=\"https://v.example/x\"></iframe>~<p>a</p>~~‹iframe src=\"https://v.example/x\"›‹/iframe›",
                "<script>x()</script>~x()~x()~‹script›x()‹/script›",
                "<style>p{}</style>~p{}~p{}~‹style›p{}‹/style›",
                "<p onclick=\"x()\">c</p>~<p>c</p>~‹p›c‹/p›~‹p onclick=\"x()\"›c‹/p›",
                "<a href=\"javascript:x()\">j</a>~<a href=\"x()\">j</a>~‹a href=\"x()\"›j‹/a›~‹a href=\"javascript:x()\"›j‹/a›",
                "<p style=\"color: Red\">x</p>~<p>x</p>~‹p›x‹/p›~‹p style=\"color: Red\"›x‹/p›",
                "<p style=\"color:red\">x</p>~<p style=\"color:blue\">x</p>~‹p style=\"color:blue\"›x‹/p›~‹p style=\"color:red\"›x‹/p›",
                "a < b and c > d~a <b> d~a ‹b› d~a ‹ b and c › d",
                "<p>&lt;b&gt;</p>~<p><b></p>~‹b›‹/p›~&lt;b&gt;‹/p›",
                "C:\\temp~C:\\temp~C:\\temp~C:\\temp"
            })
    void tellsWhatIsLost(String sent, String shown, String has, String had) {
        assertThat(HtmlText.same(sent, shown)).isFalse();
        assertThat(HtmlText.difference(sent, shown).shown()).isEqualTo(has == null ? "" : has);
        if (!sent.contains("\\")) { // one level of which is not kept
            assertThat(HtmlText.difference(sent, shown).sent()).isEqualTo(had);
        }
    }

    @Test
    void showsALongTextFromWhereItDiffers() {
        String begin = "<p>" + "words and ".repeat(50);

        HtmlText.Difference difference =
                HtmlText.difference(begin + "red</p>" + "x".repeat(99), begin + "blue</p>" + "x".repeat(99));

        assertThat(difference.shown())
                .startsWith("…")
                .contains("words and blue‹/p›")
                .endsWith("…");
        assertThat(difference.sent()).contains("words and red‹/p›").hasSize(62);
    }

    /** Neither a tag without an end nor an attribute without one takes more time than the text is long. */
    @Test
    void readsWhatIsNoHtmlQuickly() {
        for (String nasty : new String[] {"<a ", "<", "<a x=\"", "<a x='\"", "&#", "<!--", "<a b=c "}) {
            String text = nasty.repeat(300_000 / nasty.length());
            assertThat(HtmlText.same(text, text + "x")).isFalse();
        }
    }
}
