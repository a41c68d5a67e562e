package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each table has an owner room: others may read it, and only the owner's statements write it. */
class TableOwnersTest {

    private static final Map<String, String> OWNERS = Tables.owners();

    static List<Path> statements() {
        return SourceTree.files(SourceTree.SQL, ".sql");
    }

    @Test
    void everyTableHasOneOwner() {
        assertThat(OWNERS.keySet()).isEqualTo(Tables.created());
        assertThat(Rooms.MAY_USE.keySet()).containsAll(Tables.OF_ROOM.keySet());
    }

    @ParameterizedTest
    @MethodSource("statements")
    void onlyTheOwnerWritesATable(Path file) {
        String name = SourceTree.below(SourceTree.SQL, file).replace(".sql", "");
        String room = name.substring(0, name.indexOf('/'));
        Set<String> foreign = new TreeSet<>(Tables.written(SourceTree.text(file)));
        foreign.removeIf(table -> room.equals(OWNERS.get(table)));

        assertThat(foreign)
                .as("tables that sql/%s.sql writes and that the room %s does not own", name, room)
                .isEqualTo(new TreeSet<>(Tables.FOREIGN.getOrDefault(name, Set.of())));
    }

    @Test
    void everyExceptionIsAStatement() {
        assertThat(Tables.FOREIGN.keySet())
                .allSatisfy(name -> assertThat(Files.isRegularFile(SourceTree.SQL.resolve(name + ".sql")))
                        .as("sql/%s.sql exists", name)
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM product FOR UPDATE |",
                "SELECT * FROM product FOR NO KEY UPDATE SKIP LOCKED |",
                "SELECT * FROM product FOR UPDATE OF product |",
                "INSERT INTO product (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET id = 2 | product",
                "UPDATE ONLY product p SET name = :name -- UPDATE asset | product",
                "DELETE FROM product USING asset a WHERE a.id = 1 | product",
                "MERGE INTO product p USING asset a ON true WHEN MATCHED THEN UPDATE SET id = a.id | product",
                "TRUNCATE TABLE product | product",
                "WITH gone AS (DELETE FROM asset RETURNING id) UPDATE product SET id = 1 | asset,product",
            })
    void findsWhatAStatementWrites(String sql, String written) {
        assertThat(Tables.written(sql)).isEqualTo(written == null ? Set.of() : Set.of(written.split(",")));
    }
}
