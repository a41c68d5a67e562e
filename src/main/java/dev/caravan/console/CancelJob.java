package dev.caravan.console;

import java.util.List;
import java.util.Map;

/** Cancels what an action on many products has not done yet. */
final class CancelJob implements Action {

    private static final Shown SHOW = new Shown();

    @Override
    public String operation() {
        return "cancel-job";
    }

    @Override
    public Question ask(ApiCalls api, Map<String, String> fields) {
        Job job = api.read("show-job", fields, Job.class);
        return new Question(
                "Cancel “" + job.title() + "”?",
                List.of(
                        SHOW.number(job.done()) + " of " + SHOW.count(job.total(), "row")
                                + " are done and stay as they are.",
                        "What has not been sent is taken back: a product that a store does not have yet is not created there."),
                "Cancel the rest",
                true);
    }

    @Override
    public Outcome act(ApiCalls api, Map<String, String> fields) {
        call(api, fields);
        return Outcome.done("What has not been done is cancelled.");
    }
}
