package dev.caravan.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Actions on many products: which there are, and how far one is. */
@Controller
class JobsPage {

    private static final int ROWS = 25;

    private final ApiCalls api;

    JobsPage(ApiCalls api) {
        this.api = api;
    }

    /** A page of jobs. */
    record Jobs(List<Job> data, Pages pagination) {}

    @GetMapping("/jobs")
    String list(@RequestParam(name = "page", required = false) @Nullable String page, Model model) {
        Map<String, @Nullable Object> wanted = new HashMap<>();
        wanted.put("page", page);
        wanted.put("limit", ROWS);
        model.addAttribute("jobs", api.read("list-jobs", wanted, Jobs.class));
        return "console/jobs";
    }

    @GetMapping("/jobs/{id}")
    String show(@PathVariable("id") String id, Model model) {
        model.addAttribute("job", api.read("show-job", Map.of("id", id), Job.class));
        return "console/job";
    }
}
