package dev.caravan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CategoryPathTest {

    @ParameterizedTest
    @MethodSource("paths")
    void isATextAndAListOfNames(String text, List<String> names) {
        assertThat(CategoryPath.names(text)).isEqualTo(names);
        assertThat(CategoryPath.names(CategoryPath.text(names))).isEqualTo(names);
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of("Clothing > Shirts", List.of("Clothing", "Shirts")),
                Arguments.of("Clothing>Shirts", List.of("Clothing", "Shirts")),
                Arguments.of("Boards \\>2 m", List.of("Boards >2 m")),
                Arguments.of("Wood > Boards \\>2 m > Oak", List.of("Wood", "Boards >2 m", "Oak")),
                Arguments.of("a\\\\>b", List.of("a\\", "b")),
                Arguments.of("a\\\\\\>b", List.of("a\\>b")),
                Arguments.of("C:\\ > D:\\x", List.of("C:\\", "D:\\x")),
                Arguments.of("\\>", List.of(">")),
                Arguments.of("a > > b", List.of("a", "", "b")));
    }
}
