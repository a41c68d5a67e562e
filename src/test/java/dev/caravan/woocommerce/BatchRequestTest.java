package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchRequestTest {

    @Test
    void writesCreatesUpdatesAndDeletesAsWooCommerceTakesThem() {
        var request = BatchRequest.of(List.of(
                new Operation.Delete(1, 94),
                new Operation.Update(2, 92, document("{\"id\": 14, \"regular_price\": \"11\", \"images\": null}")),
                new Operation.Create(3, document("{\"id\": 5, \"name\": \"Größe\", \"sku\": \"BN-1\"}"))));

        assertThat(request.json())
                .isEqualTo("{\"create\":[{\"name\":\"Größe\",\"sku\":\"BN-1\"}],"
                        + "\"update\":[{\"id\":92,\"regular_price\":\"11\",\"images\":null}],"
                        + "\"delete\":[94]}");
        assertThat(request.creates()).extracting(Operation::key).containsExactly(3L);
        assertThat(request.updates()).extracting(Operation::key).containsExactly(2L);
        assertThat(request.deletes()).extracting(Operation::key).containsExactly(1L);
    }

    @Test
    void leavesOutKindsWithoutOperations() {
        var request = BatchRequest.of(List.of(new Operation.Delete(1, 94)));

        assertThat(request.json()).isEqualTo("{\"delete\":[94]}");
        assertThat(request.creates()).isEmpty();
    }

    @Test
    void takesOneToHundredOperations() {
        var one = new Operation.Delete(1, 94);

        assertThat(BatchRequest.of(Collections.nCopies(100, one)).deletes()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> BatchRequest.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> BatchRequest.of(Collections.nCopies(101, one)));
    }
}
