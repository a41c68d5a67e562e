package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page tells how many entries all pages have, also if it has none itself. */
class PageTest {

    private record Row(long id, long total) {}

    @ParameterizedTest
    @CsvSource({
        // entries, page, entries of it, statements
        "25, 1, 10, 1",
        "25, 3, 5, 1",
        "25, 4, 0, 2",
        "25, 1000, 0, 2",
        "0, 1, 0, 1",
        "0, 2, 0, 2",
    })
    void knowsTheTotal(long entries, int page, int shown, int statements) {
        List<Page.Request> read = new ArrayList<>();

        Page<Long> result = Page.read(
                        Page.Request.of(page, 10),
                        rows -> {
                            read.add(rows);
                            return LongStream.range(0, entries)
                                    .skip(rows.offset())
                                    .limit(rows.limit())
                                    .mapToObj(id -> new Row(id, entries))
                                    .toList();
                        },
                        Row::total)
                .map(Row::id);

        assertThat(result.data()).hasSize(shown);
        assertThat(result.pagination().total()).isEqualTo(entries);
        assertThat(result.pagination().page()).isEqualTo(page);
        assertThat(read).hasSize(statements);
    }
}
