package dev.caravan.console;

import dev.caravan.platform.ApiException;
import dev.caravan.store.address.StoreUrl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Connects a store: address and key, what it shows, what it gets. One form in three steps; nothing is saved before the person
 * says "Connect". With the script only the findings are replaced, so that the secret stays where it was typed.
 */
@Controller
class ConnectPage {

    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final int MOST_CHOICES = 100;

    private final ApiCalls api;

    ConnectPage(ApiCalls api) {
        this.api = api;
    }

    /** The answer of {@code list-families} or {@code list-categories}, as far as a choice needs it. */
    record Kinds(List<Kind> data, Pages pagination) {

        /** Whether there are more than can be chosen here. */
        public boolean more() {
            return pagination.total() > data.size();
        }
    }

    /** @param path of a category */
    record Kind(long id, String name, @Nullable String path) {

        public String words() {
            return path == null ? name : path;
        }
    }

    @GetMapping("/connect")
    String show(@ModelAttribute("frame") Frame frame, HttpServletRequest request, Model model) {
        check(frame);
        return page(model, ConnectForm.of(request), StoreFindings.NONE);
    }

    /** Tests what is typed so far; nothing is saved. */
    @PostMapping("/actions/test-new-connection")
    String test(@ModelAttribute("frame") Frame frame, HttpServletRequest request, Model model) {
        check(frame);
        ConnectForm form = ConnectForm.of(request);
        return page(model, form, examined(form, secret(request)));
    }

    @PostMapping("/actions/create-connection")
    String connect(
            @ModelAttribute("frame") Frame frame,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        check(frame);
        ConnectForm form = ConnectForm.of(request);
        long store;
        try {
            store = api.call("create-connection", Map.of(), form.connection(secret(request)))
                    .path("id")
                    .asLong();
        } catch (ConsoleProblem problem) {
            if (problem.status() != BAD_REQUEST && problem.status() != CONFLICT) {
                throw problem;
            }
            response.setStatus(problem.status());
            return page(model, form, refused(form, secret(request), problem));
        }
        return connected(form, store, request, response, model);
    }

    /** The store is saved; the steps after it may still fail, and then the person hears of it. */
    private String connected(
            ConnectForm form, long store, HttpServletRequest request, HttpServletResponse response, Model model) {
        String home = "/stores/" + store;
        boolean script = request.getHeader("HX-Request") != null;
        Action.Outcome outcome = Action.Outcome.done(form.storeName() + " is connected.");
        try {
            fill(form, store);
        } catch (ConsoleProblem problem) {
            outcome = new Action.Outcome(
                    false,
                    form.storeName() + " is connected, but not all of the rest was done.",
                    List.of(new Action.Point(
                            "bad",
                            String.valueOf(problem.getMessage()),
                            "Nothing was exported. Set what the store shows, and export, by its page or the API.")));
            response.setHeader("HX-Retarget", "#outcome");
            response.setHeader("HX-Reselect", "#outcome-content");
        }
        if (outcome.well() && !script) {
            return "redirect:" + home;
        }
        if (outcome.well()) {
            response.setHeader("HX-Redirect", home);
        }
        model.addAttribute("outcome", outcome);
        model.addAttribute("home", home);
        return "console/outcome";
    }

    /** The mapping comes first: otherwise the export would send what the store is not to show. */
    private void fill(ConnectForm form, long store) {
        Map<String, Object> mapping = form.mapping();
        if (mapping != null) {
            api.call("create-export-mapping", Map.of("id", store), mapping);
        }
        if (form.exports()) {
            Map<String, Object> export = new HashMap<>();
            export.put("connectionId", store);
            export.put(form.filter().isEmpty() ? "all" : "filter", form.filter().isEmpty() ? true : form.filter());
            api.call("export-products", Map.of("Prefer", "respond-async"), export);
        }
    }

    private String page(Model model, ConnectForm form, StoreFindings findings) {
        model.addAttribute("form", form);
        model.addAttribute("findings", findings);
        model.addAttribute("showable", ConnectForm.FIELDS);
        model.addAttribute("families", kinds("families"));
        model.addAttribute("categories", kinds("categories"));
        model.addAttribute("estimate", ExportEstimate.of(api, form));
        return "console/connect";
    }

    private Kinds kinds(String many) {
        return api.read("list-" + many, Map.of("limit", MOST_CHOICES), Kinds.class);
    }

    private StoreFindings examined(ConnectForm form, String secret) {
        if (form.storeUrl().isEmpty()) {
            return new StoreFindings(null, Map.of("storeUrl", "is missing"), null);
        }
        try {
            return new StoreFindings(
                    api.read("test-new-connection", Map.of(), form.test(secret), StoreFindings.Report.class),
                    Map.of(),
                    known(form));
        } catch (ConsoleProblem problem) {
            if (problem.status() != BAD_REQUEST) {
                throw problem;
            }
            return new StoreFindings(null, problems(problem), null);
        }
    }

    /** What is wrong with a store that is not saved: what the doctor says, and what the fields lack. */
    private StoreFindings refused(ConnectForm form, String secret, ConsoleProblem problem) {
        StoreFindings examined = examined(form, secret);
        Map<String, String> problems = new HashMap<>(examined.problems());
        problem.errors().forEach((field, message) -> {
            if (!message.startsWith("does not pass the test")) {
                problems.put(field, message);
            }
        });
        if (problems.isEmpty() && examined.known() == null && examined.failure() == null) {
            problems.put("form", String.valueOf(problem.getMessage()));
        }
        return new StoreFindings(examined.found(), problems, examined.known());
    }

    private static Map<String, String> problems(ConsoleProblem problem) {
        return problem.errors().isEmpty() ? Map.of("form", String.valueOf(problem.getMessage())) : problem.errors();
    }

    /** The store that is connected at this address already. */
    private StoreLines.@Nullable Line known(ConnectForm form) {
        try {
            String address = StoreUrl.normalise(form.address()).toString();
            return api
                    .read("list-stores", Map.of("search", address, "limit", MOST_CHOICES), StoreLines.class)
                    .data()
                    .stream()
                    .filter(line -> line.storeUrl().equals(address))
                    .findFirst()
                    .orElse(null);
        } catch (ApiException e) {
            return null; // it is no address, which the doctor has said
        }
    }

    private static String secret(HttpServletRequest request) {
        String secret = request.getParameter("consumerSecret");
        return secret == null ? "" : secret.strip();
    }

    private static void check(Frame frame) {
        if (!frame.user().manages()) {
            throw new ConsoleProblem(403, "Your role is " + frame.user().role() + ": only an admin connects a store.");
        }
    }
}
