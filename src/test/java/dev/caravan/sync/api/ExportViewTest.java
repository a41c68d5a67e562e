package dev.caravan.sync.api;

import static dev.caravan.sync.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.fanout.ExportTable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExportViewTest {

    @Test
    void tellsPaceAndTimeLeft() {
        ExportView view = view("running", 100, 38, 2, NOW.minusSeconds(20), null);

        assertThat(view.done()).isEqualTo(40);
        assertThat(view.failed()).isEqualTo(2);
        assertThat(view.perSecond()).isEqualTo(2.0);
        assertThat(view.etaSeconds()).isEqualTo(30);
    }

    @Test
    void knowsNoEndBeforeTheFirstProduct() {
        assertThat(view("running", 100, 0, 0, NOW, null).etaSeconds()).isNull();
    }

    @Test
    void countsThePaceOfAnEndedExportUpToItsEnd() {
        ExportView view = view("done", 10, 10, 0, NOW.minusSeconds(3600), NOW.minusSeconds(3590));

        assertThat(view.perSecond()).isEqualTo(1.0);
        assertThat(view.etaSeconds()).isNull();
    }

    private static ExportView view(
            String state, long total, long succeeded, long failed, Instant created, @Nullable Instant finished) {
        return ExportView.of(
                new ExportTable.Job(new UUID(0, 1), 1, total, state, created, finished, succeeded, failed), NOW);
    }
}
