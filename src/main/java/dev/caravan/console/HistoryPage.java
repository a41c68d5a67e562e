package dev.caravan.console;

import dev.caravan.console.Attempts.Attempt;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What was sent to which store and what became of it: a list that grows while one looks, and one attempt of it. */
@Controller
class HistoryPage {

    private static final int ROWS = 50;
    /** More are not counted, so that the list is there at once; a filter finds them. */
    private static final int COUNTED = 1_000;

    private final ApiCalls api;
    private final Clock clock;

    HistoryPage(ApiCalls api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    @GetMapping("/history")
    String list(
            @RequestParam(name = "page", required = false) @Nullable String page,
            HttpServletRequest request,
            Model model) {
        HistoryFilter filter = HistoryFilter.of(request);
        Attempts attempts = new Attempts(List.of(), 0, false, 1, ROWS, 0);
        try {
            Map<String, @Nullable Object> wanted = filter.wanted(clock);
            wanted.put("page", page);
            wanted.put("limit", ROWS);
            wanted.put("countUpTo", COUNTED);
            attempts = api.read("list-history", wanted, Attempts.class);
        } catch (ConsoleProblem e) {
            if (e.status() != 400) {
                throw e;
            }
            model.addAttribute("problem", String.valueOf(e.getMessage()));
        }
        model.addAttribute("attempts", attempts);
        model.addAttribute(
                "stores",
                StoreNames.of(
                        api,
                        attempts.logs().stream()
                                .map(Attempt::connectionId)
                                .distinct()
                                .toList()));
        model.addAttribute("filter", filter);
        model.addAttribute("saved", SavedFilters.of(api, "history"));
        model.addAttribute("ranges", HistoryFilter.RANGES);
        return "console/history";
    }

    @GetMapping("/history/{id}")
    String show(@PathVariable("id") String id, Model model) {
        Attempt attempt = api.read("show-history-entry", Map.of("id", id), Attempt.class);
        model.addAttribute("attempt", attempt);
        model.addAttribute(
                "storeName",
                StoreNames.of(api, List.of(attempt.connectionId())).names().get(attempt.connectionId()));
        if (attempt.errorCode() != null) {
            model.addAttribute("cause", Cause.of(attempt.errorCode()));
        }
        if (attempt.deadLetterId() != null) {
            model.addAttribute(
                    "letter", api.read("show-dead-letter", Map.of("id", attempt.deadLetterId()), Letters.Letter.class));
        }
        return "console/attempt";
    }
}
