package dev.caravan.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Statements live in files, {@code sql/<room>/<verb-noun>.sql}, one each; this reads them once and binds by name. */
@Component
public class Sql {

    private final JdbcClient jdbc;
    private final ConcurrentHashMap<String, String> texts = new ConcurrentHashMap<>();

    public Sql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A statement ready for its parameters. @param name for example {@code sync/claim-due-rows} */
    public StatementSpec statement(String name) {
        return jdbc.sql(text(name));
    }

    /** Until the transaction ends, each statement has a plan of its own, not one that was kept from before. */
    public void planEachTime() {
        statement("platform/plan-each-time").update();
    }

    /** The text of a statement's file. */
    public String text(String name) {
        return texts.computeIfAbsent(name, Sql::read);
    }

    private static String read(String name) {
        try {
            return new ClassPathResource("sql/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("no such statement: sql/" + name + ".sql", e);
        }
    }
}
