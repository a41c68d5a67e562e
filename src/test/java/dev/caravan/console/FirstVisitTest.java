package dev.caravan.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Sizes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a browser that has nothing of ours yet has to fetch, over a slow line too. */
@BrowserTest
class FirstVisitTest extends ConsolePagesTest {

    @Test
    void theSignInAndTheFirstPageAreBelowTwoHundredKilobytes() {
        List<Request> finished = new ArrayList<>();
        Page page = chromium().open(1280, ColorScheme.LIGHT);
        page.onRequestFinished(finished::add);

        signIn(page, ConsoleWorld.OPERATOR, "/");
        awaitLive(page);

        assertThat(finished).hasSizeGreaterThan(5);
        assertThat(finished.stream().mapToInt(FirstVisitTest::bytes).sum()).isBetween(20_000, 200_000);
    }

    private static int bytes(Request request) {
        Sizes sizes = request.sizes();
        return sizes.responseHeadersSize + sizes.responseBodySize;
    }
}
