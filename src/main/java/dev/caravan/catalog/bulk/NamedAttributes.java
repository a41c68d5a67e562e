package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.bulk.AttributeColumns.Kind;
import dev.caravan.catalog.structure.AttributeRule;
import dev.caravan.catalog.structure.ReferenceReader;
import dev.caravan.catalog.structure.References.Needs;
import dev.caravan.catalog.value.Values;
import dev.caravan.platform.Sql;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads the types of the attributes that a file names, for its upload. */
@Component
class NamedAttributes {

    private final ReferenceReader references;
    private final Sql sql;

    NamedAttributes(ReferenceReader references, Sql sql) {
        this.sql = sql;
        this.references = references;
    }

    /** For the upload of an account. */
    AttributeColumns of(long accountId) {
        return new AttributeColumns() {
            @Override
            public Map<String, Known> find(Collection<String> names) {
                return NamedAttributes.this.find(accountId, names);
            }

            @Override
            public void make(String name) {
                NamedAttributes.this.make(accountId, name);
            }
        };
    }

    private void make(long accountId, String name) {
        sql.statement("catalog/add-missing-attribute")
                .param("accountId", accountId)
                .param("name", Values.line(TextNode.valueOf(name), Values.LABEL_LENGTH))
                .update();
    }

    private Map<String, AttributeColumns.Known> find(long accountId, Collection<String> names) {
        Needs needs = Needs.none();
        names.stream().map(Values::line).map(name -> name.replace("\0", "")).forEach(needs.attributeNames()::add);
        return references.read(accountId, needs).attributes().values().stream()
                .collect(Collectors.toMap(
                        attribute -> attribute.name().toLowerCase(Locale.ROOT),
                        NamedAttributes::known,
                        (one, other) -> one));
    }

    private static AttributeColumns.Known known(AttributeRule attribute) {
        Kind kind = switch (attribute.type()) {
            case TEXT -> Kind.TEXT;
            case NUMBER -> Kind.NUMBER;
            case BOOLEAN -> Kind.BOOLEAN;
            case DATE -> Kind.DATE;
            case CHOICE -> Kind.CHOICE;
            case MULTICHOICE -> Kind.MULTICHOICE;
        };
        return new AttributeColumns.Known(
                kind,
                attribute.options().stream()
                        .map(option -> option.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }
}
