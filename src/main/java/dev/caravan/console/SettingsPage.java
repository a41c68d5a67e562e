package dev.caravan.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Changes the settings of a store. */
@Controller
class SettingsPage {

    private static final Set<String> CHANGES = Set.of("patch-connection", "replace-connection");
    private static final String VIEW = "console/settings";

    private final ApiCalls api;

    SettingsPage(ApiCalls api) {
        this.api = api;
    }

    @GetMapping("/stores/{id}/settings")
    ModelAndView edit(@PathVariable("id") String id, @ModelAttribute("frame") Frame frame) {
        Forms.onlyForAdmins(frame);
        return new ModelAndView(VIEW).addObject("form", SettingsForm.of(settings(id)));
    }

    @PostMapping("/actions/save-connection")
    @Nullable ModelAndView save(HttpServletRequest request, HttpServletResponse response) {
        String id = Forms.id(request);
        StoreSettings settings = settings(id);
        SettingsForm form = SettingsForm.sent(settings, request);
        Map<String, String> contested = form.contested(settings);
        if (!contested.isEmpty()) {
            ConsoleProblem problem = Meanwhile.changed(api, id, CHANGES, "what is marked below");
            response.setStatus(problem.status());
            return new ModelAndView(VIEW)
                    .addObject("form", form.over(settings, contested, String.valueOf(problem.getMessage())));
        }
        try {
            ObjectNode changes = form.changes();
            if (!changes.isEmpty()) {
                Map<String, @Nullable Object> parameters = new HashMap<>();
                parameters.put("id", id);
                parameters.put("force", form.is("force") ? "true" : null);
                api.call("patch-connection", parameters, changes);
            }
        } catch (ConsoleProblem e) {
            if (!Forms.canBeMended(e)) {
                throw e;
            }
            response.setStatus(e.status());
            return new ModelAndView(VIEW).addObject("form", form.refused(e));
        }
        return Forms.leadTo("/stores/" + id + "?saved=settings", request, response);
    }

    private StoreSettings settings(String id) {
        return api.read("show-connection", Map.of("id", id), StoreSettings.class);
    }
}
