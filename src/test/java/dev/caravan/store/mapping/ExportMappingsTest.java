package dev.caravan.store.mapping;

import static dev.caravan.store.ConnectionFixture.PATH;
import static dev.caravan.store.ConnectionFixture.body;
import static dev.caravan.store.ConnectionFixture.make;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CaravanTest
class ExportMappingsTest {

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Test
    void keepsAMappingWithNameAndSku() {
        String mappings = connection() + "/export-mappings";
        attribute("price_eur");
        attribute("Colour");
        JsonNode made = api.post(
                        mappings,
                        "{\"selectedFields\":[\"price\",\"colour\",\"images\"],\"fieldMappings\":{\"price_eur\":\"regular_price\","
                                + "\"Colour\":\"meta:shop colour\",\"price\":\"price\"},\"priceRules\":{\"multiplier\":\"1.19\",\"rounding\":\".99\"}}")
                .expect(201)
                .json();

        assertThat(made.path("selectedFields").toString())
                .isEqualTo("[\"name\",\"sku\",\"price\",\"Colour\",\"assets\"]");
        assertThat(made.path("fieldMappings").path("price_eur").asText()).isEqualTo("regular_price");
        assertThat(made.path("fieldMappings").path("Colour").asText()).isEqualTo("meta_data.shop colour");
        assertThat(made.path("fieldMappings")).hasSize(2);
        assertThat(made.path("priceRules").toString())
                .isEqualTo(
                        "{\"multiplier\":\"1.19\",\"rounding\":\".99\",\"priceAttribute\":\"price_eur\",\"salePriceAttribute\":null}");
        assertThat(made.path("isActive").asBoolean()).isTrue();
        assertThat(api.get(PATH + "/export-mappings/" + made.path("id").asLong())
                        .expect(200)
                        .json())
                .isEqualTo(made);
        assertThat(api.get(mappings).expect(200).json().path("data").path(0)).isEqualTo(made);
        assertThat(api.get(mappings + "/active").expect(200).json()).isEqualTo(made);
    }

    @Test
    void mapsOneThingToSeveralFields() {
        String mappings = connection() + "/export-mappings";
        attribute("ean_13");
        JsonNode made = api.post(
                        mappings,
                        "{\"selectedFields\":[\"price\"],\"fieldMappings\":{\"ean_13\":[\"global_unique_id\",\"meta:ean\","
                                + "\"meta_data.ean\"],\"price\":[\"price\",\"meta_data.list_price\"],\"weight\":[\"meta_data.g\"]}}")
                .expect(201)
                .json();

        assertThat(made.path("fieldMappings").path("ean_13").toString())
                .isEqualTo("[\"global_unique_id\",\"meta_data.ean\"]");
        assertThat(made.path("fieldMappings").path("price").toString())
                .isEqualTo("[\"regular_price\",\"meta_data.list_price\"]");
        assertThat(made.path("fieldMappings").path("weight").asText()).isEqualTo("meta_data.g");
        String path = PATH + "/export-mappings/" + made.path("id").asLong();
        assertThat(api.get(path).expect(200).json()).isEqualTo(made);
        JsonNode same = api.put(path, "{\"selectedFields\":[\"price\",\"tags\"]}")
                .expect(200)
                .json();
        assertThat(same.path("fieldMappings")).isEqualTo(made.path("fieldMappings"));
    }

    @Test
    void hasOneActiveMappingAtMost() {
        String mappings = connection() + "/export-mappings";
        api.get(mappings + "/active").expect(404);
        long first = api.post(mappings, "{\"selectedFields\":[\"price\"]}")
                .expect(201)
                .id();
        long second = api.post(mappings, "{\"selectedFields\":[],\"isActive\":false}")
                .expect(201)
                .id();
        assertThat(api.get(mappings + "/active").id()).isEqualTo(first);

        api.put(PATH + "/export-mappings/" + second, "{\"isActive\":true}").expect(200);
        assertThat(api.get(mappings + "/active").id()).isEqualTo(second);
        assertThat(api.get(PATH + "/export-mappings/" + first)
                        .json()
                        .path("isActive")
                        .asBoolean(true))
                .isFalse();

        api.delete(PATH + "/export-mappings/" + second).expect(204);
        api.get(mappings + "/active").expect(404);
        api.get(PATH + "/export-mappings/" + second).expect(404);
    }

    @Test
    void changesOnlyWhatABodyNames() {
        attribute("brand_name");
        long id = api.post(
                        connection() + "/export-mappings",
                        "{\"selectedFields\":[\"price\"],\"fieldMappings\":{\"brand_name\":\"brands\"},\"priceRules\":{\"multiplier\":2}}")
                .expect(201)
                .id();

        JsonNode changed = api.put(PATH + "/export-mappings/" + id, "{\"selectedFields\":[\"tags\"]}")
                .expect(200)
                .json();
        assertThat(changed.path("selectedFields").toString()).isEqualTo("[\"name\",\"sku\",\"tags\"]");
        assertThat(changed.path("fieldMappings").path("brand_name").asText()).isEqualTo("brands");
        assertThat(changed.path("priceRules").path("multiplier").asText()).isEqualTo("2");

        JsonNode removed = api.put(PATH + "/export-mappings/" + id, "{\"fieldMappings\":{}}")
                .expect(200)
                .json();
        assertThat(removed.path("fieldMappings")).isEmpty();
    }

    @Test
    void followsAnAttributeThatGetsAnotherName() {
        long attribute = attribute("old_name");
        long id = api.post(
                        connection() + "/export-mappings",
                        "{\"selectedFields\":[\"old_name\"],\"fieldMappings\":{\"old_name\":\"tax_class\"}}")
                .expect(201)
                .id();

        api.patch("/attributes/" + attribute, "{\"name\":\"new_name\"}").expect(200);
        JsonNode renamed = api.get(PATH + "/export-mappings/" + id).expect(200).json();
        assertThat(renamed.path("fieldMappings").path("new_name").asText()).isEqualTo("tax_class");

        api.delete("/attributes/" + attribute).expect(204);
        JsonNode gone = api.get(PATH + "/export-mappings/" + id).expect(200).json();
        assertThat(gone.path("selectedFields").toString()).isEqualTo("[\"name\",\"sku\"]");
        assertThat(gone.path("fieldMappings")).isEmpty();
    }

    @Test
    void tellsAnAttributeFromAFieldOfTheSameName() {
        attribute("Weight");
        attribute("tags");
        JsonNode made = api.post(
                        connection() + "/export-mappings",
                        "{\"selectedFields\":[\"weight\",\"Weight\",\"tags\",\"attribute:tags\"]}")
                .expect(201)
                .json();

        assertThat(made.path("selectedFields").toString())
                .isEqualTo("[\"name\",\"sku\",\"weight\",\"Weight\",\"tags\",\"attribute:tags\"]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"selectedFields\":[\"colr\"]} ; selectedFields has \"colr\", which is no field or attribute",
                "{\"selectedFields\":[\"colr\"]} ; fields: name, sku, status",
                "{} ; selectedFields must list",
                "{\"selectedFields\":[],\"fieldMappings\":{\"nothing\":\"weight\"}} ; fieldMappings has \"nothing\"",
                "{\"selectedFields\":[],\"fieldMappings\":{\"size\":\"wieght\"}} ; cannot map size to \"wieght\"; possible are name, description",
                "{\"selectedFields\":[],\"fieldMappings\":{\"size\":\"sku\"}} ; found again by its own SKU",
                "{\"selectedFields\":[],\"fieldMappings\":{\"size\":\"type\"}} ; cannot map size to \"type\"",
                "{\"selectedFields\":[],\"fieldMappings\":{\"size\":\"meta_data._sku\"}} ; a field of its own under this key",
                "{\"selectedFields\":[],\"fieldMappings\":{\"size\":\"meta:_caravan_product\"}} ; a field of its own under this key",
                "{\"selectedFields\":[],\"fieldMappings\":{\"tags\":\"description\"}} ; cannot move tags",
                "{\"selectedFields\":[],\"fieldMappings\":{\"size\":\"weight\",\"price\":\"weight\"}} ; map two things to weight",
                "{\"selectedFields\":[],\"fieldMappings\":{\"size\":[\"weight\",\"sku\"]}} ; found again by its own SKU",
                "{\"selectedFields\":[],\"fieldMappings\":{\"size\":[]}} ; or a list of up to 20",
                "{\"selectedFields\":[],\"fieldMappings\":{\"size\":[1]}} ; or a list of up to 20",
                "{\"selectedFields\":[],\"fieldMappings\":{\"size\":{\"a\":\"weight\"}}} ; or a list of up to 20",
                "{\"selectedFields\":[],\"fieldMappings\":{\"size\":[\"weight\"],\"price\":[\"meta_data.x\",\"weight\"]}} ; map two things to weight",
                "{\"selectedFields\":[],\"priceRules\":{\"priceAttribute\":\"price\"}} ; must name an attribute",
                "{\"selectedFields\":[],\"priceRules\":{\"multiplier\":0}} ; multiplier must be more than 0",
                "{\"selectedFields\":[],\"priceRules\":{\"rounding\":\"0.02\"}} ; must be one of none, 0.01, 0.05, 0.10, 1.00, .99, .95",
                "{\"selectedFields\":[],\"colour\":1} ; colour is not a known field"
            })
    void refusesWhatCannotBeAndSaysWhatCan(String body, String sentence) {
        attribute("size");
        assertThat(api.post(connection() + "/export-mappings", body)
                        .expect(400)
                        .text()
                        .replace("\\\"", "\""))
                .contains(sentence);
    }

    @Test
    void belongsToOneAccount() {
        String connection = connection();
        long id = api.post(connection + "/export-mappings", "{\"selectedFields\":[]}")
                .expect(201)
                .id();
        jdbc.sql("""
                WITH other AS (INSERT INTO account (name) VALUES ('Other') RETURNING id)
                UPDATE export_mapping SET account_id = (SELECT id FROM other) WHERE id = :id
                """).param("id", id).update();

        api.get(PATH + "/export-mappings/" + id).expect(404);
        api.put(PATH + "/export-mappings/" + id, "{\"isActive\":true}").expect(404);
        api.delete(PATH + "/export-mappings/" + id).expect(404);
        api.get(connection + "/export-mappings/active").expect(404);
        api.get(PATH + "/999999/export-mappings").expect(404);
    }

    private String connection() {
        return PATH + "/" + make(api);
    }

    /** The attribute of this name, made if it is not there. */
    private long attribute(String name) {
        api.post("/attributes", "{\"name\":\"" + name + "\",\"type\":\"text\"}");
        return jdbc.sql("SELECT id FROM attribute WHERE lower(name) = lower(:name)")
                .param("name", name)
                .query(Long.class)
                .single();
    }
}
