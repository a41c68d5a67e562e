package dev.caravan.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Role;
import dev.caravan.platform.web.OpenApiDocument;
import dev.caravan.testing.DescribedApi;
import dev.caravan.testing.DescribedApi.Operation;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The console does what the API does, and nothing else: its actions and the operations of deliveries are one list. */
class OfferedOperationsTest {

    /** Operations of deliveries that no page offers, each with its reason. A new operation becomes an action of the console, or stands here. */
    private static final Map<String, String> NOT_OFFERED = Map.of(
            "preview-mapping", "changes nothing; the page of a mapping shows it",
            "export-products",
                    "a part of connecting a store; the action on many products exports, and is followed as a job");

    /** What people do about their own sign-in and their own filters, whatever their role is. */
    private static final Set<String> OF_ONESELF =
            Set.of("set-password", "end-own-sessions", "save-filter", "delete-saved-filter");

    private static final Set<String> CHANGING = Set.of("POST", "DELETE");
    private static final Set<String> DELIVERIES = Set.of("Sync", "Matrix", "Actions", "Exports", "Dead letters");

    private final Map<String, Operation> operations = DescribedApi.INSTANCE.operations().stream()
            .collect(Collectors.toMap(OfferedOperationsTest::id, Function.identity()));

    private static String id(Operation operation) {
        return operation.description().path("operationId").asText();
    }

    private static Set<String> offered() {
        return ActionsPage.all().stream().map(Action::operation).collect(Collectors.toSet());
    }

    @Test
    void everyActionIsAnOperationThatAViewerMayNotCall() {
        assertThat(offered()).isNotEmpty().allSatisfy(action -> {
            assertThat(operations).containsKey(action);
            Operation operation = Objects.requireNonNull(operations.get(action));
            assertThat(operation.method()).as(action).isNotEqualTo("GET");
            assertThat(Role.find(
                            operation.description().path(OpenApiDocument.ROLE).asText()))
                    .as(action)
                    .isPresent()
                    .get()
                    .matches(role -> (role == Role.VIEWER) == OF_ONESELF.contains(action));
        });
    }

    @Test
    void everyOperationOfDeliveriesThatChangesSomethingIsOfferedOrSaysWhyNot() {
        Set<String> changing = operations.values().stream()
                .filter(operation -> CHANGING.contains(operation.method()))
                .filter(operation -> DELIVERIES.contains(
                        operation.description().path("tags").path(0).asText()))
                .map(OfferedOperationsTest::id)
                .collect(Collectors.toSet());

        assertThat(changing).hasSizeGreaterThan(8);
        assertThat(changing).allMatch(id -> offered().contains(id) != NOT_OFFERED.containsKey(id));
        assertThat(operations.keySet()).containsAll(NOT_OFFERED.keySet());
    }
}
