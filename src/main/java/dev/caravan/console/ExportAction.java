package dev.caravan.console;

import java.util.List;
import java.util.Map;

/** Stops an export. */
final class ExportAction implements Action {

    private static final Shown SHOW = new Shown();

    @Override
    public String operation() {
        return "cancel-export";
    }

    @Override
    public Question ask(ApiCalls api, Map<String, String> fields) {
        StoreExports.Export export = api.read("show-export", fields, StoreExports.Export.class);
        return new Question(
                "Stop this export?",
                List.of(
                        SHOW.number(export.done()) + " of " + SHOW.count(export.total(), "product")
                                + " are done, and stay as they are in the store.",
                        "What has not been sent is not sent. A later change of a product is sent as usual."),
                "Stop the export",
                true);
    }

    @Override
    public Outcome act(ApiCalls api, Map<String, String> fields) {
        call(api, fields);
        return Outcome.done("The export is stopped.");
    }
}
