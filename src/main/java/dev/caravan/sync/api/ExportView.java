package dev.caravan.sync.api;

import dev.caravan.sync.fanout.ExportTable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The progress of an export.
 *
 * @param done products that were delivered or failed
 * @param perSecond since its start; 0 until the first
 * @param etaSeconds null if it is unknown, or if nothing is left
 */
record ExportView(
        UUID id,
        long connectionId,
        long total,
        long done,
        long failed,
        double perSecond,
        @Nullable Long etaSeconds,
        String state,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    static ExportView of(ExportTable.Job job, Instant now) {
        long done = job.succeeded() + job.failed();
        Instant end = job.finishedAt() == null ? now : job.finishedAt();
        double seconds = Math.max(0.001, Duration.between(job.createdAt(), end).toMillis() / 1000.0);
        double perSecond = Math.round(done / seconds * 10) / 10.0;
        boolean known = job.state().equals("running") && perSecond > 0;
        Long eta = known ? (long) Math.ceil((job.total() - done) / perSecond) : null;
        return new ExportView(
                job.id(),
                job.connectionId(),
                job.total(),
                done,
                job.failed(),
                perSecond,
                eta,
                job.state(),
                job.createdAt(),
                job.finishedAt());
    }
}
