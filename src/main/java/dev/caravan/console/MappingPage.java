package dev.caravan.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Changes what a store shows. */
@Controller
class MappingPage {

    private static final String VIEW = "console/mapping";
    private static final String PRODUCT = "productId";
    private static final Set<String> CHANGES =
            Set.of("create-export-mapping", "update-export-mapping", "delete-export-mapping");
    private static final int AT_ONCE = 100;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    /** A mapping can name so many fields. */
    private static final int MOST_PAGES = 5;

    private final ApiCalls api;

    MappingPage(ApiCalls api) {
        this.api = api;
    }

    private record Attributes(List<Attribute> data, Pages pagination) {}

    private record Attribute(String name) {}

    @GetMapping("/stores/{id}/mapping")
    ModelAndView edit(@PathVariable("id") String id, @ModelAttribute("frame") Frame frame) {
        Forms.onlyForAdmins(frame);
        StoreSettings store = store(id);
        return page(MappingForm.of(store, StoreMapping.active(api, id), attributes()));
    }

    @PostMapping("/actions/save-export-mapping")
    @Nullable ModelAndView save(HttpServletRequest request, HttpServletResponse response) {
        String id = Forms.id(request);
        MappingForm form = MappingForm.sent(store(id), attributes(), request);
        String product = request.getParameter(PRODUCT);
        try {
            if (request.getParameter("preview") != null) {
                return page(form)
                        .addObject("preview", preview(id, form.body(), product))
                        .addObject(PRODUCT, product);
            }
            StoreMapping active = StoreMapping.active(api, id);
            if (!StoreMapping.state(active).equals(form.seen())) {
                ConsoleProblem problem = Meanwhile.changed(api, id, CHANGES, "what this store shows");
                response.setStatus(problem.status());
                return page(form.over(active, problem)).addObject(PRODUCT, product);
            }
            save(id, active, form.body());
        } catch (ConsoleProblem e) {
            if (!Forms.canBeMended(e)) {
                throw e;
            }
            response.setStatus(e.status());
            return page(form.refused(e)).addObject(PRODUCT, product);
        }
        return Forms.leadTo("/stores/" + id + "?saved=mapping", request, response);
    }

    /** What the mapping would change. @param product to be looked at; null or empty: some from all over the store */
    private MappingPreview preview(String id, ObjectNode body, @Nullable String product) {
        if (product != null && !product.isBlank()) {
            body.putArray("productIds").add(productId(product.strip()));
        }
        try {
            return api.read("preview-mapping", Map.of("id", id), body, MappingPreview.class);
        } catch (ConsoleProblem e) {
            if (body.has("productIds") && e.status() == NOT_FOUND) { // the store has just been read
                throw new ConsoleProblem(BAD_REQUEST, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static long productId(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new ConsoleProblem(BAD_REQUEST, "“" + text + "” is no id of a product: it is a number.");
        }
        return Long.parseLong(text);
    }

    private void save(String id, @Nullable StoreMapping active, ObjectNode body) {
        if (active == null) {
            api.call("create-export-mapping", Map.of("id", id), body.put("isActive", true));
        } else {
            api.call("update-export-mapping", Map.of("id", active.id()), body);
        }
    }

    private ModelAndView page(MappingForm form) {
        StoreLines lines = api.read("list-stores", Map.of("connectionId", form.id()), StoreLines.class);
        return new ModelAndView(VIEW)
                .addObject("form", form)
                .addObject(
                        "products",
                        lines.data().stream()
                                .mapToLong(StoreLines.Line::totalProducts)
                                .sum());
    }

    private StoreSettings store(String id) {
        return api.read("show-connection", Map.of("id", id), StoreSettings.class);
    }

    private List<String> attributes() {
        List<String> names = new ArrayList<>();
        Attributes found;
        int page = 0;
        do {
            page++;
            found = api.read("list-attributes", Map.of("page", page, "limit", AT_ONCE), Attributes.class);
            found.data().forEach(attribute -> names.add(attribute.name()));
        } while (found.pagination().hasNext() && page < MOST_PAGES);
        return names;
    }
}
