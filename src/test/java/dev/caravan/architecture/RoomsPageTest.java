package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of rooms in ARCHITECTURE.md say what {@link Rooms} holds the packages to. */
class RoomsPageTest {

    private static final Pattern TABLE =
            Pattern.compile("(?m)^\\| room(?: of `(\\w+)`)? \\|.*\\n\\|[-|]+\\n((?:\\|.*\\n)+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)`( \\(open\\))? \\|.*\\| ([^|]+) \\|$");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final String OUTER = "";

    private final Map<String, Map<String, Set<String>>> mayUse = new TreeMap<>();
    private final Map<String, Set<String>> open = new TreeMap<>();

    RoomsPageTest() {
        TABLE.matcher(SourceTree.text(Path.of("ARCHITECTURE.md"))).results().forEach(table -> {
            String of = table.group(1) == null ? OUTER : table.group(1);
            Set<String> all = ROW.matcher(table.group(2))
                    .results()
                    .map(row -> row.group(1))
                    .collect(Collectors.toSet());
            ROW.matcher(table.group(2)).results().forEach(row -> add(of, all, row));
        });
    }

    private void add(String of, Set<String> all, MatchResult row) {
        String room = row.group(1);
        Set<String> named =
                NAME.matcher(row.group(3)).results().map(name -> name.group(1)).collect(Collectors.toSet());
        Set<String> used = new TreeSet<>(row.group(3).startsWith("all") ? all : named);
        if (row.group(3).startsWith("all")) {
            used.removeAll(named);
            used.remove(room);
        }
        mayUse.computeIfAbsent(of, key -> new TreeMap<>()).put(room, used);
        open.computeIfAbsent(of, key -> new TreeSet<>());
        if (row.group(2) != null) {
            open.get(of).add(room);
        }
    }

    @Test
    void theRoomsMayUseWhatThePageSays() {
        assertThat(mayUse.remove(OUTER)).isEqualTo(Rooms.MAY_USE);
        assertThat(mayUse).isEqualTo(Rooms.WITHIN);
    }

    @Test
    void theOpenRoomsAreThoseOfThePage() {
        assertThat(open.remove(OUTER)).isEmpty();
        assertThat(open).isEqualTo(Rooms.OPEN);
    }
}
