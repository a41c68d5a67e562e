package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;

/** No statement sees or changes rows of another account (ADR 10). */
class AccountFilterTest {

    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+) \\((.*?)\\n\\);", Pattern.DOTALL);
    private static final String FILTER = "(\\w+\\.)?account_id\\s*=\\s*:account(Id)?\\b";
    private static final Set<String> EXCEPTIONS = exceptions();
    private static final AccountFilters FILTERS = new AccountFilters(tables());

    static List<Path> statements() {
        return SourceTree.files(SourceTree.SQL, ".sql");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyTableIsComparedWithTheCallersAccount(Path file) {
        String name = SourceTree.below(SourceTree.SQL, file).replace(".sql", "");
        Set<String> unsafe = FILTERS.unsafe(SourceTree.text(file));

        if (EXCEPTIONS.contains(name)) {
            assertThat(unsafe).as("%s needs no exception", name).isNotEmpty();
        } else {
            assertThat(unsafe)
                    .as("tables of %s whose account is not compared", name)
                    .isEmpty();
        }
    }

    /** Proves that the test above would see each filter that is forgotten. */
    @ParameterizedTest
    @MethodSource("statements")
    void aStatementThatLosesItsFiltersIsNoticed(Path file) {
        String text = SourceTree.text(file);
        String without = text.replaceAll(FILTER, "true");
        if (!without.equals(text)) {
            assertThat(FILTERS.unsafe(without)).isNotEmpty();
        }
    }

    @Test
    void everyExceptionIsAStatement() {
        assertThat(statements().stream()
                        .map(file -> SourceTree.below(SourceTree.SQL, file).replace(".sql", "")))
                .containsAll(EXCEPTIONS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM product WHERE id = :id | product",
                "SELECT * FROM product WHERE account_id = :accountId AND id = :id |",
                "SELECT * FROM product p WHERE p.sku = :sku -- account_id = :accountId | p",
                "DELETE FROM dead_letter WHERE id = ANY (:ids) | dead_letter",
                "UPDATE product p SET name = :name WHERE p.account_id = :accountId |",
                "SELECT * FROM product p JOIN asset a ON a.id = :id WHERE p.account_id = :accountId | a",
                "SELECT * FROM product p JOIN family f ON f.id = p.family_id WHERE p.account_id = :accountId |",
                "SELECT * FROM unnest(:ids) AS w(id) JOIN product p ON p.id = w.id | p",
            })
    void tellsSafeStatementsFromOthers(String sql, String unsafe) {
        assertThat(FILTERS.unsafe(sql)).isEqualTo(unsafe == null ? Set.of() : Set.of(unsafe));
    }

    private static Set<String> tables() {
        Set<String> tables = SourceTree.files(Path.of("src/main/resources/db/migration"), ".sql").stream()
                .flatMap(file -> TABLE.matcher(SourceTree.text(file)).results())
                .filter(table -> table.group(2).contains("account_id"))
                .map(table -> table.group(1))
                .collect(Collectors.toSet());
        assertThat(tables).contains("product", "connection", "audit_log");
        return tables;
    }

    private static Set<String> exceptions() {
        try {
            return new ClassPathResource("statements-without-account-filter.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
