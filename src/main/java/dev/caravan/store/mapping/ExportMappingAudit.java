package dev.caravan.store.mapping;

import dev.caravan.platform.audit.AuditChanges;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the audit log records of changed export mappings. */
final class ExportMappingAudit {

    private ExportMappingAudit() {}

    /** @param before null: it is new @param after null: it was deleted */
    static AuditChanges changes(
            @Nullable ExportMappingRow before, @Nullable ExportMappingRow after, SourceNames names) {
        ExportMappingView old = before == null ? null : ExportMappingView.of(before, names);
        ExportMappingView now = after == null ? null : ExportMappingView.of(after, names);
        AuditChanges changes = new AuditChanges();
        mapping(changes, "selectedFields", old, now, ExportMappingView::selectedFields);
        mapping(changes, "fieldMappings", old, now, ExportMappingView::fieldMappings);
        mapping(changes, "multiplier", old, now, it -> it.priceRules().multiplier());
        mapping(changes, "rounding", old, now, it -> it.priceRules().rounding());
        mapping(changes, "isActive", old, now, ExportMappingView::isActive);
        return changes;
    }

    private static void mapping(
            AuditChanges changes,
            String name,
            @Nullable ExportMappingView before,
            @Nullable ExportMappingView after,
            Function<ExportMappingView, @Nullable Object> member) {
        changes.member(name, before == null ? null : member.apply(before), after == null ? null : member.apply(after));
    }
}
