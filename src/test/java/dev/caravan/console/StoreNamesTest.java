package dev.caravan.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyMap;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreNamesTest {

    private static final long GONE = 700;

    private final ApiCalls api = mock();
    /** The ids that each call asked for; empty: the first ones of all. */
    private final List<String> asked = new ArrayList<>();

    /** An account with the stores 1 to 600. */
    @BeforeEach
    void listConnections() {
        when(api.read(eq("list-connections"), anyMap(), any())).thenAnswer(call -> {
            Map<String, Object> parameters = call.getArgument(1);
            int limit = (Integer) parameters.getOrDefault("limit", 10);
            String ids = String.valueOf(parameters.getOrDefault("ids", ""));
            asked.add(ids);
            Stream<Long> found = ids.isEmpty()
                    ? LongStream.rangeClosed(1, 600).boxed()
                    : Arrays.stream(ids.split(",")).map(Long::valueOf).filter(id -> id != GONE);
            String stores = found.limit(limit)
                    .map(id -> "{\"id\":" + id + ",\"storeName\":\"Shop " + id + "\"}")
                    .collect(Collectors.joining(","));
            return new ObjectMapper().readValue("{\"data\":[" + stores + "]}", (Class<?>) call.getArgument(2));
        });
    }

    @Test
    void asksOnceWhereTheFirstStoresAreEnough() {
        StoreNames names = StoreNames.of(api, List.of(3L, 100L));

        assertThat(names.names().get(100L)).isEqualTo("Shop 100");
        assertThat(names.choices()).hasSize(100);
        assertThat(asked).hasSize(1);
    }

    @Test
    void asksForAHundredOthersAtATime() {
        List<Long> shown =
                new ArrayList<>(LongStream.rangeClosed(90, 350).boxed().toList());
        shown.add(200L);
        shown.add(GONE);

        StoreNames names = StoreNames.of(api, shown);

        assertThat(shown)
                .allSatisfy(id -> assertThat(names.names().get(id))
                        .isEqualTo(id == GONE ? "Store 700, disconnected" : "Shop " + id));
        assertThat(names.choices()).hasSize(100);
        assertThat(asked).hasSize(4);
    }
}
