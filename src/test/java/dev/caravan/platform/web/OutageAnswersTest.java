package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.api.Problems;
import jakarta.servlet.ServletException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class OutageAnswersTest {

    private final OutageAnswers answers = new OutageAnswers(new Problems(new ObjectMapper()));
    private final MockHttpServletRequest request = new MockHttpServletRequest("PATCH", "/products/1");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void whoCannotBeLookedUpIsToldToComeAgain() throws Exception {
        answers.doFilter(request, response, (passed, answer) -> {
            throw new CannotGetJdbcConnectionException("the pool is empty", new SQLTransientConnectionException());
        });

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentType()).startsWith("application/problem+json");
    }

    @Test
    void anOutageThatIsWrappedIsOneToo() throws Exception {
        answers.doFilter(request, response, (passed, answer) -> {
            throw new ServletException(new DataAccessResourceFailureException(
                    "gone", new SQLException("terminating connection", "57P01")));
        });

        assertThat(response.getStatus()).isEqualTo(503);
    }

    @Test
    void anythingElseIsNoOutage() {
        assertThatThrownBy(() -> answers.doFilter(request, response, (passed, answer) -> {
                    throw new IllegalStateException("a defect");
                }))
                .isInstanceOf(IllegalStateException.class);
    }
}
