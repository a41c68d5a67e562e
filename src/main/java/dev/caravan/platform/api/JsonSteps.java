package dev.caravan.platform.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the {@code unmarshal} steps of REST routes name. Their {@code marshal} steps use the program's own {@link ObjectMapper}. */
@Configuration(proxyBeanMethods = false)
class JsonSteps {

    /** A body that must be a JSON object. */
    @Bean
    RequestJson requestJson(ObjectMapper mapper) {
        return new RequestJson(mapper, false);
    }

    /** A body that may be empty. */
    @Bean
    RequestJson optionalRequestJson(ObjectMapper mapper) {
        return new RequestJson(mapper, true);
    }
}
