package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Intent;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.compose.Requests.Request;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallFailedException;
import dev.caravan.woocommerce.ItemOutcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestsTest {

    private final Requests requests = new Requests(Given.CLOCK);

    private final Plan create = row().plan(Action.CREATE, document("sku", "A"));
    private final Plan update = row().id(2).linked(20).plan(Action.UPDATE, document("name", "B"));
    private final Plan draft = row().id(3).linked(30).plan(Action.DRAFT, document("status", "draft"));
    private final Plan delete = row().id(4).linked(40).plan(Action.DELETE);
    private final Plan trash = row().id(5).linked(50).intent(Intent.TRASH).plan(Action.TRASH);

    @Test
    void putsAllKindsIntoOneCallAndMarksWhatItMakes() {
        Plan nothing = row().id(9).linked(90).plan(Action.NOTHING);

        Request request = requests.of(delivery(delete, create, nothing, update, draft));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/wp-json/wc/v3/products/batch");
        assertThat(request.json()).isEqualTo("""
                {"create":[{"sku":"A","meta_data":[{"key":"_caravan_product","value":"1-101"}]}],\
                "update":[{"id":20,"name":"B"},{"id":30,"status":"draft"}],"delete":[40]}""");
    }

    @Test
    void emptiesAValueByAnUpdateBeforeAllOthers() {
        Plan gives =
                row().id(6).linked(60).plan(Action.UPDATE, document("sku", "B")).emptying(Set.of("sku"));

        assertThat(requests.of(delivery(update, gives)).json())
                .isEqualTo(
                        "{\"update\":[{\"id\":60,\"sku\":\"\"},{\"id\":20,\"name\":\"B\"},{\"id\":60,\"sku\":\"B\"}]}");
    }

    @Test
    void movesToTheTrashInACallOfItsOwn() {
        Request request = requests.of(delivery(trash));

        assertThat(request).isEqualTo(new Request("DELETE", "/wp-json/wc/v3/products/50", null));
    }

    @Test
    void neverDeletesForGoodWhatShouldGoToTheTrash() {
        Plan nothing = row().id(9).plan(Action.NOTHING);

        assertThat(requests.of(delivery(nothing, trash)).method()).isEqualTo("DELETE");
        assertThatThrownBy(() -> requests.of(delivery(trash, delete))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givesEachProductItsOwnAnswer() {
        var outcomes = requests.read(
                        delivery(create, update),
                        answer(
                                200,
                                "{\"create\":[{\"id\":7,\"sku\":\"A\"}],\"update\":[{\"id\":20,\"error\":"
                                        + "{\"code\":\"woocommerce_rest_product_invalid_id\",\"message\":\"?\",\"data\":{\"status\":400}}}]}"))
                .outcomes();

        assertThat(outcomes).extracting(ItemOutcome::key).containsExactly(1L, 2L);
        assertThat(outcomes.get(0)).isInstanceOf(ItemOutcome.Done.class);
        assertThat(outcomes.get(1)).isInstanceOf(ItemOutcome.Gone.class);
    }

    @Test
    void takesATrashedProductThatIsGoneForDone() {
        var outcome = requests.read(
                        delivery(trash),
                        answer(
                                404,
                                "{\"code\":\"woocommerce_rest_product_invalid_id\",\"message\":\"?\",\"data\":{\"status\":404}}"))
                .outcomes()
                .get(0);

        assertThat(outcome).isInstanceOf(ItemOutcome.Done.class);
    }

    @Test
    void throwsWhatSaysSomethingOfTheStore() {
        assertThatThrownBy(() -> requests.read(delivery(update), answer(503, "")))
                .isInstanceOf(CallFailedException.class);
        assertThatThrownBy(() -> requests.read(delivery(trash), answer(401, "")))
                .isInstanceOf(CallFailedException.class);
    }

    @Test
    void showsInADeadLetterWhatWasSent() {
        assertThat(Requests.sent(update)).isEqualTo("{\"name\":\"B\",\"id\":20}");
        assertThat(Requests.sent(create)).isEqualTo("{\"sku\":\"A\"}");
    }

    private static Answer answer(int status, String json) {
        return new Answer(status, Map.of(), json.getBytes(StandardCharsets.UTF_8));
    }

    private static Delivery delivery(Plan... plans) {
        return new Delivery(store(), new UUID(0, 1), NOW, List.of(plans));
    }

    @Test
    void tellsADeadLetterWhatTheStoreWasSentAsItWasSent() {
        Plan plan =
                row().linked(7).plan(Plan.Action.UPDATE, document("meta_data.colour", "red", "create:status", "draft"));

        assertThat(Requests.sent(plan)).isEqualTo("{\"meta_data\":[{\"key\":\"colour\",\"value\":\"red\"}],\"id\":7}");
    }
}
