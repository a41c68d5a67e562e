package dev.caravan.demo;

import dev.caravan.platform.StartHint;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/** First steps with the demo, for the end of the console output. */
@Component
@ConditionalOnExpression(DemoStores.WANTED)
class DemoHint implements StartHint {

    private final DemoStores sandbox;

    DemoHint(DemoStores sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public List<String> lines(String base, String credentials) {
        List<String> lines = new ArrayList<>();
        sandbox.stores()
                .forEach(demo -> lines.add(demo.name() + ": " + demo.store().url()));
        lines.add("");
        lines.add("Change a price, and see it in the sandbox stores:");
        lines.add("curl -u " + credentials + " -X PATCH " + base
                + "/products/1 -H 'Content-Type: application/json' -d '{\"price\":\"24.90\"}'");
        return lines;
    }
}
