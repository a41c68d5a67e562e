package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void keepsFewBuffersHoweverManyAnswersAreWrittenAtOnce() throws Exception {
        List<JsonGenerator> answers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            answers.add(Json.MAPPER.createGenerator(OutputStream.nullOutputStream()));
        }
        for (JsonGenerator answer : answers) {
            answer.close();
        }

        assertThat(Json.MAPPER.getFactory()._getRecyclerPool().pooledCount()).isBetween(1, 8);
    }
}
