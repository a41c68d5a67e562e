package dev.caravan.sandbox.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.product.Catalogue;
import dev.caravan.sandbox.term.FiledTerms;
import dev.caravan.sandbox.term.GlobalAttributes;
import dev.caravan.sandbox.term.Taxonomy;
import dev.caravan.sandbox.term.Terms;
import java.util.Comparator;
import java.util.List;

/** Changes that the owner of a sandbox store makes in the admin pages, without the API's clients knowing. */
abstract class ShopOwner {

    abstract Catalogue catalogue();

    Terms terms() {
        return catalogue().terms();
    }

    GlobalAttributes attributes() {
        return catalogue().attributes();
    }

    /**
     * Creates a product as its shop owner would.
     *
     * @param fields as for a POST; an {@code id} that is free is used
     * @return its id
     */
    public long seedProduct(ObjectNode fields) {
        return catalogue().create(fields, true).path("id").asLong();
    }

    /** Changes a product as its shop owner would, without the API's clients knowing. */
    public void editProduct(long id, ObjectNode fields) {
        catalogue().update(id, fields);
    }

    /** Gives a product a type that a plugin has brought. */
    public void turnInto(long id, String type) {
        catalogue().turnInto(id, type);
    }

    /** Deletes a product for good, as its shop owner would. */
    public void removeProduct(long id) {
        catalogue().delete(id);
    }

    /**
     * Creates a variation as its shop owner would.
     *
     * @param fields as for a POST; an {@code id} that is free is used
     * @return its id
     */
    public long seedVariation(long parentId, ObjectNode fields) {
        return catalogue()
                .ofVariations(variations -> variations.create(parentId, fields, true))
                .path("id")
                .asLong();
    }

    public void editVariation(long parentId, long id, ObjectNode fields) {
        catalogue().ofVariations(variations -> variations.update(parentId, id, fields));
    }

    public void trashVariation(long parentId, long id) {
        catalogue().ofVariations(variations -> variations.trash(parentId, id));
    }

    public void removeVariation(long parentId, long id) {
        catalogue().ofVariations(variations -> variations.delete(parentId, id));
    }

    /** Deletes a file from the media library: products and variations no longer show it [media-deleted-*]. */
    public void removeImage(long id) {
        catalogue().removeImage(id);
    }

    /** @return the category's id */
    public long seedCategory(String name) {
        return catalogue().terms().add(Taxonomy.CATEGORIES, name).path("id").asLong();
    }

    /** @return the tag's id */
    public long seedTag(String name) {
        return catalogue().terms().add(Taxonomy.TAGS, name).path("id").asLong();
    }

    /** A global attribute. @return its id */
    public long seedAttribute(String name) {
        return catalogue()
                .attributes()
                .create(Json.object().put("name", name))
                .path("id")
                .asLong();
    }

    /** Deletes a global attribute with its options, as its shop owner would. */
    public void removeAttribute(long id) {
        catalogue().attributes().delete(id);
    }

    /** @return the option's id */
    public long seedOption(long attributeId, String name) {
        return catalogue()
                .terms()
                .add(Taxonomy.optionsOf(attributeId), name)
                .path("id")
                .asLong();
    }

    public void removeOption(long attributeId, long id) {
        catalogue().terms().delete(Taxonomy.optionsOf(attributeId), id);
    }

    public void renameOption(long attributeId, long id, String name) {
        catalogue()
                .terms()
                .update(Taxonomy.optionsOf(attributeId), id, Json.object().put("name", name));
    }

    /** @param fields as for a PUT of the category */
    public void editCategory(long id, ObjectNode fields) {
        catalogue().terms().update(Taxonomy.CATEGORIES, id, fields);
    }

    public void removeCategory(long id) {
        catalogue().terms().delete(Taxonomy.CATEGORIES, id);
    }

    public void renameTag(long id, String name) {
        catalogue().terms().update(Taxonomy.TAGS, id, Json.object().put("name", name));
    }

    public void removeTag(long id) {
        catalogue().terms().delete(Taxonomy.TAGS, id);
    }

    public void removeBrand(long id) {
        catalogue().terms().delete(Taxonomy.BRANDS, id);
    }

    /** Renames a global attribute, and keeps its slug, as the admin page does. */
    public void renameAttribute(long id, String name) {
        String slug =
                catalogue().attributes().byId(id).orElseThrow().path("slug").asText();
        catalogue().attributes().update(id, Json.object().put("name", name).put("slug", slug));
    }

    /** As {@code {id, name, slug, parent}}. */
    public List<ObjectNode> categories() {
        return catalogue().terms().all(Taxonomy.CATEGORIES);
    }

    public List<ObjectNode> globalAttributes() {
        return catalogue().attributes().all();
    }

    /** As a page of the shop lists them: by {@code menu_order}, then by name. */
    public List<ObjectNode> optionsInOrder(long attributeId) {
        return catalogue().terms().all(Taxonomy.optionsOf(attributeId)).stream()
                .sorted(Comparator.comparingLong(
                                (ObjectNode option) -> option.path("menu_order").asLong())
                        .thenComparing(option -> option.path("name").asText()))
                .toList();
    }

    /** The options of a global attribute as {@code {id, name, slug}}, the oldest first. */
    public List<ObjectNode> options(long attributeId) {
        return catalogue().terms().all(Taxonomy.optionsOf(attributeId)).stream()
                .map(FiledTerms::filed)
                .toList();
    }
}
