package dev.caravan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Writes down which steps of routes run in any program that a test starts, for {@code RouteCoverageIT}. Camel's own coverage counts by
 * the MBeans of steps, which Caravan does not make. Named in {@code META-INF/spring.factories} of the tests.
 */
public final class RouteCoverage implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** What the tests of one run of Maven have written: a file each process, one id a line. */
    public static final Path FOLDER = Path.of(
            "target",
            "route-coverage",
            System.getProperty("caravan.build", "by hand").replace(':', '-'));

    private static final Path FILE = FOLDER.resolve(ProcessHandle.current().pid() + ".txt");
    private static final Set<String> RAN = ConcurrentHashMap.newKeySet();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("routeCoverage", (InterceptStrategy) RouteCoverage::watch);
    }

    private static Processor watch(CamelContext camel, NamedNode step, Processor target, Processor next) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                ran(step.getId());
                return super.process(exchange, callback);
            }
        };
    }

    private static void ran(String step) {
        if (RAN.add(step)) {
            try {
                Files.createDirectories(FOLDER);
                Files.writeString(FILE, step + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
