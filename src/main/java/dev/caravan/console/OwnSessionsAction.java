package dev.caravan.console;

import java.util.List;
import java.util.Map;

/** Signs the person out in all browsers. */
final class OwnSessionsAction implements Action {

    @Override
    public String operation() {
        return "end-own-sessions";
    }

    @Override
    public List<String> fields() {
        return List.of();
    }

    @Override
    public boolean allows(Frame.Me user) {
        return true;
    }

    @Override
    public String home(Map<String, String> fields) {
        return "/admin/me";
    }

    @Override
    public Question ask(ApiCalls api, Map<String, String> fields) {
        return new Question(
                "Sign out everywhere?",
                List.of("All your browsers have to sign in again, this one too. Password and API keys stay."),
                "Sign out everywhere",
                false);
    }

    @Override
    public Outcome act(ApiCalls api, Map<String, String> fields) {
        call(api, fields);
        return Outcome.done("You are signed out everywhere.");
    }
}
