package dev.caravan.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
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
                    Arrays.<Action>stream(UserActions.values()),
                    Arrays.<Action>stream(KeyActions.values()),
                    Arrays.<Action>stream(FilterActions.values()),
                    Stream.<Action>of(
                            new DeletionAction(),
                            new NoteAction(),
                            new ExportAction(),
                            new MappingAction(),
                            new ActOnProducts(),
                            new CancelJob(),
                            new OwnSessionsAction()))
            .flatMap(actions -> actions)
            .collect(Collectors.toUnmodifiableMap(Action::operation, action -> action));

    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;

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
        check(action, frame);
        Map<String, String> fields = fields(action, request);
        return show(model, action, action.ask(api, fields), fields, Map.of());
    }

    @PostMapping("/actions/{operation}")
    String act(
            @PathVariable("operation") String operation,
            @ModelAttribute("frame") Frame frame,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Action action = find(operation);
        check(action, frame);
        Map<String, String> fields = fields(action, request);
        Map<String, String> all = new LinkedHashMap<>(fields);
        for (String name : action.typed()) {
            String value = request.getParameter(name);
            if (value != null && !value.isEmpty()) {
                all.put(name, value);
            }
        }
        model.addAttribute("home", action.home(fields));
        try {
            model.addAttribute("outcome", action.act(api, all));
            return "console/outcome";
        } catch (ConsoleProblem problem) {
            if (action.typed().isEmpty() || !isAboutTyped(problem)) {
                throw problem;
            }
            return again(model, action, fields, all, problem, response);
        }
    }

    private static boolean isAboutTyped(ConsoleProblem problem) {
        return problem.status() == BAD_REQUEST || problem.status() == CONFLICT;
    }

    /** The form once more, with what was typed and what is wrong with it. */
    private String again(
            Model model,
            Action action,
            Map<String, String> fields,
            Map<String, String> typed,
            ConsoleProblem problem,
            HttpServletResponse response) {
        Action.Question asked = action.ask(api, fields);
        List<Action.Input> inputs = asked.inputs().stream()
                .map(input -> input.isKept() ? input.filled(typed.getOrDefault(input.name(), "")) : input)
                .toList();
        Action.Text text = asked.text();
        Map<String, String> beside = new HashMap<>(problem.errors());
        beside.keySet().retainAll(inputs.stream().map(Action.Input::name).toList());
        if (beside.isEmpty()) {
            model.addAttribute("problem", problem.getMessage());
        }
        response.setStatus(problem.status());
        // the script shows a form in its dialog, and what came of it above the page
        response.setHeader("HX-Retarget", "#ask-content");
        response.setHeader("HX-Reselect", "#question");
        return show(
                model,
                action,
                new Action.Question(
                        asked.title(),
                        asked.will(),
                        asked.button(),
                        asked.harms(),
                        text == null ? null : text.filled(typed.getOrDefault(text.name(), "")),
                        inputs),
                fields,
                beside);
    }

    private static String show(
            Model model,
            Action action,
            Action.Question question,
            Map<String, String> fields,
            Map<String, String> problems) {
        model.addAttribute("question", question);
        model.addAttribute("operation", action.operation());
        model.addAttribute("fields", fields);
        model.addAttribute("problems", problems);
        model.addAttribute("home", action.home(fields));
        return "console/question";
    }

    private static void check(Action action, Frame frame) {
        if (!action.allows(frame.user())) {
            throw new ConsoleProblem(
                    403,
                    frame.user().acts()
                            ? "Your role is " + frame.user().role() + ": this needs an admin."
                            : "Your role is viewer: you see everything, and change nothing.");
        }
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
