package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a store says has types of our own outside of the room that reads it. */
class WireTypeRules {

    private static final String ROOM = "dev.caravan.woocommerce";

    /**
     * What is still left: the values of a document, which the mapping composes. The list may only become shorter.
     */
    private static final List<String> LEFT = List.of("Document.<init>", "Document.fields");

    @Test
    void theWireHandsOutNoJsonButThatOfDocuments() {
        assertThat(Imported.ofMain().stream()
                        .filter(type -> type.getPackageName().equals(ROOM) && isPublic(type))
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(WireTypeRules::hasJson)
                        .map(unit -> unit.getOwner().getSimpleName() + "." + unit.getName())
                        .distinct()
                        .sorted())
                .containsExactlyElementsOf(LEFT);
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(WireTypeRules::isPublic).orElse(true);
    }

    private static boolean hasJson(JavaCodeUnit unit) {
        return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                .map(JavaType::getAllInvolvedRawTypes)
                .anyMatch(types -> types.stream().anyMatch(type -> type.isAssignableTo(JsonNode.class)));
    }
}
