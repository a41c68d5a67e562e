package dev.caravan.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.ModelAndView;

/** What pages with forms have in common. */
final class Forms {

    private static final int LOST = 404;
    private static final int NOT_ALLOWED = 403;
    private static final String ID = "id";

    private Forms() {}

    /** Whoever may not save is not asked to type. */
    static void onlyForAdmins(Frame frame) {
        if (!frame.user().manages()) {
            throw new ConsoleProblem(NOT_ALLOWED, "Only an administrator changes stores.");
        }
    }

    /** The id of the store that a form is about. */
    static String id(HttpServletRequest request) {
        String id = request.getParameter(ID);
        if (id == null || !id.matches("\\d{1,18}")) {
            throw new ConsoleProblem(400, "The field id is missing.");
        }
        return id;
    }

    /** Whether the form is shown again with what was typed; otherwise there is nothing to be typed any more. */
    static boolean canBeMended(ConsoleProblem problem) {
        return problem.status() != LOST && problem.status() != NOT_ALLOWED;
    }

    /** Leads to another page, after a form of the script as well. */
    static @Nullable ModelAndView leadTo(String address, HttpServletRequest request, HttpServletResponse response) {
        if (request.getHeader("X-Requested-With") == null) {
            return new ModelAndView("redirect:" + address);
        }
        response.setHeader("HX-Redirect", address);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return null;
    }
}
