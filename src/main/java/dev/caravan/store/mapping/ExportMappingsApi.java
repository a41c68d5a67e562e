package dev.caravan.store.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What deliveries need to know of export mappings. */
public interface ExportMappingsApi {

    /** The active mapping of a connection; empty if it has none, so that the default mapping applies. One SELECT. */
    Optional<ExportMapping> active(long accountId, long connectionId);

    /**
     * A mapping that is not saved.
     *
     * @param body as it would be saved with
     * @throws dev.caravan.platform.ApiException 400 that names each unknown field and impossible target
     */
    ExportMapping draft(long accountId, long connectionId, ObjectNode body);

    /** Fields and attributes by the names that users give. @throws ApiException 400 that names each unknown one */
    List<Source> sources(long accountId, String field, List<String> names);
}
