package dev.caravan.console;

import java.util.List;
import java.util.Map;

/** The answer of {@code list-saved-filters}: what a person has kept of the filters of one page. */
record SavedFilters(List<SavedFilter> data) {

    private static final int MOST = 100;

    /** @param query of the page's address */
    record SavedFilter(long id, String name, String query) {}

    /** @param page products or history */
    static SavedFilters of(ApiCalls api, String page) {
        return api.read("list-saved-filters", Map.of("filterOf", page, "limit", MOST), SavedFilters.class);
    }

    public List<String> queries() {
        return data.stream().map(SavedFilter::query).toList();
    }
}
