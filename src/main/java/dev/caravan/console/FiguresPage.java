package dev.caravan.console;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was delivered over a day, a month or a year: to one store or to all. */
@Controller
class FiguresPage {

    private static final int BUSIEST = 10;
    private static final int MOST_STORES = 100;
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    /** A choice above the plots. @param resolution of its points; the API's range for it is the choice */
    record Range(String name, String label, String resolution, String point) {}

    private static final List<Range> RANGES = List.of(
            new Range("day", "Day", "hour", "hour"),
            new Range("month", "Month", "day", "day"),
            new Range("year", "Year", "month", "month"));

    private final ApiCalls api;

    FiguresPage(ApiCalls api) {
        this.api = api;
    }

    @GetMapping("/figures")
    String show(
            @RequestParam(name = "store", required = false) @Nullable String store,
            @RequestParam(name = "range", required = false) @Nullable String range,
            Model model) {
        Range chosen = range(range);
        Map<String, @Nullable Object> wanted = wanted(store, chosen);
        FigureLines.OverTime figures = api.read("show-analytics", wanted, FigureLines.OverTime.class);
        model.addAttribute("figures", figures);
        model.addAttribute("ranges", RANGES);
        model.addAttribute("range", chosen);
        StoreLines stores = api.read("list-stores", Map.of("limit", MOST_STORES), StoreLines.class);
        model.addAttribute("stores", stores);
        if (store == null || store.isEmpty()) {
            model.addAttribute(
                    "busiest",
                    api.read(
                            "rank-stores",
                            Map.of("resolution", chosen.resolution, "limit", BUSIEST),
                            FigureLines.OfStores.class));
        } else {
            StoreNames.Named one = api.read("show-connection", Map.of("id", store), StoreNames.Named.class);
            model.addAttribute("store", one);
            model.addAttribute("listed", stores.data().stream().anyMatch(line -> line.connectionId() == one.id()));
        }
        return "console/figures";
    }

    /** The numbers of the plots, as a file. */
    @GetMapping("/figures/over-time.csv")
    ResponseEntity<byte[]> points(
            @RequestParam(name = "store", required = false) @Nullable String store,
            @RequestParam(name = "range", required = false) @Nullable String range) {
        Range chosen = range(range);
        return file("caravan-" + chosen.name + ".csv", api.file("show-analytics", wanted(store, chosen), CSV));
    }

    /** The numbers of the busiest stores, as a file. */
    @GetMapping("/figures/stores.csv")
    ResponseEntity<byte[]> stores(@RequestParam(name = "range", required = false) @Nullable String range) {
        Range chosen = range(range);
        Map<String, Object> wanted = Map.of("resolution", chosen.resolution, "limit", MOST_STORES);
        return file("caravan-stores-" + chosen.name + ".csv", api.file("rank-stores", wanted, CSV));
    }

    private static ResponseEntity<byte[]> file(String name, byte[] content) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content);
    }

    private static Map<String, @Nullable Object> wanted(@Nullable String store, Range range) {
        Map<String, @Nullable Object> wanted = new HashMap<>();
        wanted.put("connectionId", store == null || store.isEmpty() ? null : store);
        wanted.put("resolution", range.resolution);
        return wanted;
    }

    private static Range range(@Nullable String name) {
        return name == null || name.isEmpty()
                ? RANGES.get(0)
                : RANGES.stream()
                        .filter(range -> range.name.equals(name))
                        .findFirst()
                        .orElseThrow(() -> new ConsoleProblem(400, "The range must be day, month or year."));
    }
}
