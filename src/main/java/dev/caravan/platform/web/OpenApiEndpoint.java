package dev.caravan.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers {@code /openapi.json}: the same bytes to everyone, and nothing of the request. */
@RestController
class OpenApiEndpoint {

    private final byte[] description;

    OpenApiEndpoint() throws JsonProcessingException {
        description = new ObjectMapper().writeValueAsBytes(OpenApiDocument.read());
    }

    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> describe() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(description);
    }
}
