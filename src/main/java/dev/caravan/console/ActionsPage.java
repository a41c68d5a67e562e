package dev.caravan.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Asks before an action, and shows what came of it. The script of the pages shows both in a dialog. */
@Controller
class ActionsPage {

    private static final Map<String, Action> ACTIONS = Stream.of(
                    Arrays.<Action>stream(StoreActions.values()),
                    Arrays.<Action>stream(LetterActions.values()),
                    Arrays.<Action>stream(ProductActions.values()),
                    Stream.<Action>of(
                            new DeletionAction(),
                            new NoteAction(),
                            new ExportAction(),
                            new MappingAction(),
                            new ActOnProducts(),
                            new CancelJob()))
            .flatMap(actions -> actions)
            .collect(Collectors.toUnmodifiableMap(Action::operation, action -> action));

    private final ApiCalls api;

    ActionsPage(ApiCalls api) {
        this.api = api;
    }

    /** Every action that a page can offer. */
    static Collection<Action> all() {
        return ACTIONS.values();
    }

    @GetMapping("/actions/{operation}")
    String ask(
            @PathVariable("operation") String operation,
            @ModelAttribute("frame") Frame frame,
            HttpServletRequest request,
            Model model) {
        Action action = find(operation);
        if (!frame.user().acts()) {
            throw new ConsoleProblem(403, "Your role is viewer: you see everything, and change nothing.");
        }
        Map<String, String> fields = fields(action, request);
        model.addAttribute("question", action.ask(api, fields));
        model.addAttribute("operation", operation);
        model.addAttribute("fields", fields);
        return "console/question";
    }

    @PostMapping("/actions/{operation}")
    String act(@PathVariable("operation") String operation, HttpServletRequest request, Model model) {
        Action action = find(operation);
        model.addAttribute("outcome", action.act(api, fields(action, request)));
        return "console/outcome";
    }

    private static Action find(String operation) {
        Action action = ACTIONS.get(operation);
        if (action == null) {
            throw new ConsoleProblem(404, "The console has no action of this name.");
        }
        return action;
    }

    private static Map<String, String> fields(Action action, HttpServletRequest request) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : action.fields()) {
            String value = request.getParameter(name);
            if (value == null || value.isEmpty()) {
                throw new ConsoleProblem(400, "The field " + name + " is missing.");
            }
            fields.put(name, value);
        }
        action.more().forEach((name, most) -> {
            String value = values(name, most, request.getParameterValues(name));
            if (!value.isEmpty()) {
                fields.put(name, value);
            }
        });
        return fields;
    }

    private static String values(String name, int most, String @Nullable [] values) {
        List<String> given = Stream.of(values == null ? new String[0] : values)
                .flatMap(value -> most == 1 ? Stream.of(value) : Stream.of(value.split(",", -1)))
                .filter(value -> !value.isBlank())
                .toList();
        if (given.size() > most) {
            throw new ConsoleProblem(400, "The field " + name + " has more than " + most + " values.");
        }
        return String.join(",", given);
    }
}
