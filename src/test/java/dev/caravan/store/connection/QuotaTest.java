package dev.caravan.store.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.LocalFiles;
import dev.caravan.store.ConnectionFixture;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@CaravanTest
@DirtiesContext
@TestPropertySource(properties = {"caravan.quota.asset-bytes=5000B", "caravan.quota.connections=3"})
class QuotaTest {

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    LocalFiles files;

    @BeforeEach
    void clear() {
        api.get("/assets").expect(200); // many first sign-ins at once would be taken for guesses
        jdbc.sql("DELETE FROM asset").update();
        jdbc.sql("DELETE FROM connection").update();
    }

    @Test
    void uploadsAtOnceDoNotPassTheQuotaTogether() throws IOException {
        long filesBefore = files();

        List<Api.Answer> answers = atOnce(10, () -> upload(1_000));

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(5);
        assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 413);
        assertThat(answers.stream().filter(answer -> answer.status() == 413))
                .allSatisfy(
                        refused -> assertThat(refused.text()).contains("may have 5000", "CARAVAN_QUOTA_ASSET_BYTES"));
        assertThat(used()).isEqualTo(5_000);
        assertThat(files()).as("no file of a refused one stays").isEqualTo(filesBefore + 5);
    }

    @Test
    void deletingFreesBytes() {
        long id = upload(4_500).expect(201).id();
        upload(501).expect(413);
        upload(500).expect(201);

        api.delete("/assets/" + id).expect(204);

        assertThat(used()).isEqualTo(500);
        upload(4_500).expect(201);
    }

    @Test
    void linksTakeNoBytes() {
        upload(5_000).expect(201);

        api.post("/assets", "{\"url\":\"https://cdn.example/a.png\"}").expect(201);
    }

    @Test
    void connectionsMadeAtOnceDoNotPassTheQuotaTogether() {
        List<Api.Answer> answers = atOnce(8, () -> connect());

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(3);
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .hasSize(5)
                .allSatisfy(refused -> assertThat(refused.text()).contains("may have 3", "CARAVAN_QUOTA_CONNECTIONS"));

        api.delete(ConnectionFixture.PATH + "/"
                        + answers.stream()
                                .filter(answer -> answer.status() == 201)
                                .findFirst()
                                .orElseThrow()
                                .id())
                .expect(204);
        connect().expect(201);
    }

    private Api.Answer connect() {
        return api.post(
                ConnectionFixture.PATH + ConnectionFixture.FORCE, ConnectionFixture.body(ConnectionFixture.url(), ""));
    }

    private Api.Answer upload(int bytes) {
        byte[] image = new byte[bytes];
        System.arraycopy("GIF89a".getBytes(StandardCharsets.US_ASCII), 0, image, 0, 6);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.gif\"\r\nContent-Type: image/gif\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(image);
        body.writeBytes("\r\n--frontier--\r\n".getBytes(StandardCharsets.US_ASCII));
        return api.send(
                "POST",
                "/assets",
                "multipart/form-data; boundary=frontier",
                BodyPublishers.ofByteArray(body.toByteArray()));
    }

    private long used() {
        return jdbc.sql("SELECT sum(asset_bytes) FROM account_usage")
                .query(Long.class)
                .single();
    }

    private long files() throws IOException {
        Path folder = files.path("assets");
        if (Files.notExists(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private static List<Api.Answer> atOnce(int count, Supplier<Api.Answer> call) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            return IntStream.range(0, count)
                    .mapToObj(i -> CompletableFuture.supplyAsync(call, threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            threads.shutdown();
        }
    }
}
