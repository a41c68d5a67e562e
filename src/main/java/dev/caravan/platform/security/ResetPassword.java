package dev.caravan.platform.security;

import dev.caravan.platform.Sql;
import dev.caravan.platform.settings.WrongSettingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code java -jar caravan.jar reset-password [--stdin] USERNAME}: works on the data folder, or on the configured
 * database, without web server and routes. The password is never an argument, because other users of the machine
 * could see it.
 */
public final class ResetPassword {

    /** The first argument that starts this command. */
    public static final String COMMAND = "reset-password";

    private static final String STDIN = "--stdin";
    private static final String USAGE = "Usage: java -jar caravan.jar reset-password [--stdin] USERNAME";
    private static final int DONE = 0;
    private static final int NO_SUCH_USER = 1;
    private static final int WRONG_USE = 2;
    private static final int NO_DATABASE = 3;
    private static final int GENERATED_BYTES = 15;
    /** A table or a column is missing. */
    private static final Set<String> OLD_SCHEMA = Set.of("42P01", "42703");

    private final PrintStream out;
    private final PrintStream err;

    private ResetPassword(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The parts of Caravan that the command needs: its settings and its database. */
    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan("dev.caravan.platform")
    @ComponentScan(
            basePackages = "dev.caravan.platform.database",
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.DatabaseConfiguration"))
    static class DatabaseOnly {}

    /** Runs it. @return the exit code: 0 done, 1 no such user, 2 wrong use, 3 the database cannot be used */
    public static int run(String... args) {
        return new ResetPassword(System.out, System.err).run(List.of(args));
    }

    private int run(List<String> args) {
        List<String> names = new ArrayList<>(args.subList(1, args.size()));
        boolean stdin = names.remove(STDIN);
        if (names.size() != 1 || names.get(0).startsWith("-")) {
            return end(WRONG_USE, USAGE);
        }
        String username = names.get(0);
        String password = stdin ? read() : generate();
        Optional<String> fault = PasswordRules.fault(password, username);
        if (fault.isPresent()) {
            return end(WRONG_USE, "The password " + fault.get());
        }
        try (ConfigurableApplicationContext context = database()) {
            DataSource source = context.getBean(DataSource.class);
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
            Optional<PasswordReset.Done> done =
                    new PasswordReset(new Sql(JdbcClient.create(source)), transaction).reset(username, password);
            if (done.isEmpty()) {
                return end(NO_SUCH_USER, "There is no user " + username);
            }
            out.println("User: " + done.get().username() + " (role "
                    + done.get().role().word() + ", enabled; sessions have ended)");
            out.println(stdin ? "The password is set." : "Password, shown only this once: " + password);
            return DONE;
        } catch (RuntimeException e) {
            return end(NO_DATABASE, explain(e));
        }
    }

    private static ConfigurableApplicationContext database() {
        return new SpringApplicationBuilder(DatabaseOnly.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(true)
                .run("--logging.level.root=off", "--logging.level.dev.caravan=off", "--spring.main.banner-mode=off");
    }

    private static String explain(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WrongSettingException) {
                String running = " (then run this command again)";
                return cause.getMessage() + (String.valueOf(cause.getMessage()).contains("in use") ? running : "");
            }
            if (cause instanceof SQLException sql && OLD_SCHEMA.contains(String.valueOf(sql.getSQLState()))) {
                return "The database is of an older version, or empty: start this version of Caravan once, then run this command again";
            }
            root = cause;
        }
        return "The database cannot be used: "
                + String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    private int end(int code, String sentence) {
        err.println(sentence);
        return code;
    }

    private static String read() {
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = reader.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }

    private static String generate() {
        byte[] bytes = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
