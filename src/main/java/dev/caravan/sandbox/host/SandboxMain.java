package dev.caravan.sandbox.host;

import dev.caravan.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Runs one sandbox store until it is ended: {@code --name= --port= --key= --secret= --journal=}, or the environment's
 * {@code SANDBOX_NAME}, {@code SANDBOX_PORT} and so on.
 */
public final class SandboxMain {

    private SandboxMain() {}

    public static void main(String[] args) throws InterruptedException {
        SandboxSettings random = SandboxSettings.forTests(option(args, "name", "Sandbox"));
        String journal = option(args, "journal", "");
        SandboxStore store = SandboxStore.start(new SandboxSettings(
                random.name(),
                Integer.parseInt(option(args, "port", "0")),
                option(args, "key", random.consumerKey()),
                option(args, "secret", random.consumerSecret()),
                journal.isEmpty() ? null : Path.of(journal)));
        Runtime.getRuntime().addShutdownHook(new Thread(store::close));
        System.out.println("sandbox store \"" + random.name() + "\" at " + store.url());
        if (option(args, "key", "").isEmpty()) {
            System.out.println("consumer key " + store.consumerKey() + ", secret " + store.consumerSecret());
        }
        Thread.currentThread().join();
    }

    private static String option(String[] args, String name, String otherwise) {
        String prefix = "--" + name + "=";
        for (String arg : args) {
            if (arg.startsWith(prefix)) {
                return arg.substring(prefix.length());
            }
        }
        @Nullable String value = System.getenv("SANDBOX_" + name.toUpperCase(Locale.ROOT));
        return value == null ? otherwise : value;
    }
}
