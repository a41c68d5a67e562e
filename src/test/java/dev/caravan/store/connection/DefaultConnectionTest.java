package dev.caravan.store.connection;

import static dev.caravan.store.ConnectionFixture.FORCE;
import static dev.caravan.store.ConnectionFixture.PATH;
import static dev.caravan.store.ConnectionFixture.body;
import static dev.caravan.store.ConnectionFixture.make;
import static dev.caravan.store.ConnectionFixture.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CaravanTest
class DefaultConnectionTest {

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void startEmpty() {
        jdbc.sql("DELETE FROM connection").update();
    }

    @Test
    void isTheFirstConnection() {
        assertThat(api.get(PATH + "/default").expect(404).json().path("message").asText())
                .contains("default");
        long first = make(api);
        make(api);

        assertThat(theDefault()).isEqualTo(first);
    }

    @Test
    void movesToTheOneThatAsks() {
        make(api);
        long second = api.post(PATH + FORCE, body(url(), ",\"isDefault\":true"))
                .expect(201)
                .id();
        assertThat(theDefault()).isEqualTo(second);
        long third = make(api);

        api.patch(PATH + "/" + third + FORCE, "{\"isDefault\":true}").expect(200);

        assertThat(theDefault()).isEqualTo(third);
        api.patch(PATH + "/" + third + FORCE, "{\"isDefault\":false}").expect(409);
        api.put(PATH + "/" + third + FORCE, body(url(), "")).expect(200);
        assertThat(theDefault()).isEqualTo(third);
    }

    @Test
    void goesToTheOldestWhenItIsDeleted() {
        long first = make(api);
        long second = make(api);
        make(api);

        api.delete(PATH + "/" + first).expect(204);

        assertThat(theDefault()).isEqualTo(second);
    }

    @Test
    void isOneEvenIfManyAskAtOnce() {
        make(api);
        IntStream.range(0, 8)
                .parallel()
                .forEach(i -> api.post(PATH + FORCE, body(url(), ",\"isDefault\":true"))
                        .expect(201));

        assertThat(theDefault()).isPositive();
        assertThat(api.get(PATH + "?limit=5&page=2")
                        .expect(200)
                        .json()
                        .at("/pagination/total")
                        .asInt())
                .isEqualTo(9);
    }

    private long theDefault() {
        assertThat(jdbc.sql("SELECT count(*) FROM connection WHERE is_default")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        return api.get(PATH + "/default").expect(200).id();
    }
}
