package dev.caravan.platform.start;

import dev.caravan.platform.StartHint;
import dev.caravan.platform.security.FirstStart;
import dev.caravan.platform.settings.PublicUrl;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The end of the console output at start: Caravan's address, the user, and first steps. Not a log line. */
@Component
class StartMessage {

    private final FirstStart firstStart;
    private final PublicUrl publicUrl;
    private final ObjectProvider<StartHint> hints;

    StartMessage(FirstStart firstStart, PublicUrl publicUrl, ObjectProvider<StartHint> hints) {
        this.firstStart = firstStart;
        this.publicUrl = publicUrl;
        this.hints = hints;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void print() {
        System.out.println(String.join(System.lineSeparator(), lines()));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String user = FirstStart.ADMIN;
        lines.add("");
        lines.add("Caravan is ready: " + publicUrl.base() + "   (the API: " + publicUrl.base() + "/api-docs)");
        lines.add("User: " + user);
        firstStart.generatedPassword().ifPresent(password -> lines.add("Password, shown only this once: " + password));
        String credentials = firstStart
                .generatedPassword()
                .map(password -> user + ":" + password)
                .orElse(user);
        hints.orderedStream().forEach(hint -> lines.addAll(hint.lines(publicUrl.base(), credentials)));
        lines.add("");
        return lines;
    }
}
