package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.caravan.platform.settings.PublicUrl;
import jakarta.servlet.http.Cookie;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SessionCookieTest {

    private static final String ID = UUID.randomUUID().toString();

    private final PublicUrl publicUrl = mock(PublicUrl.class);
    private final SessionCookie cookie = new SessionCookie(publicUrl);

    @ParameterizedTest
    @CsvSource({
        "true, http://localhost:8080, __Host-caravan",
        "false, https://caravan.example, __Host-caravan",
        "false, http://localhost:8080, caravan",
    })
    void isForTlsAloneWhereThereIsTls(boolean tls, String address, String name) {
        when(publicUrl.base()).thenReturn(address);
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSecure(tls);
        MockHttpServletResponse response = new MockHttpServletResponse();

        cookie.setSessionId(request, response, ID);
        new SessionTokens(cookie).saveToken(new SessionTokens(cookie).generateToken(request), request, response);

        assertThat(response.getHeaders("Set-Cookie"))
                .hasSize(2)
                .allSatisfy(header -> assertThat(header).contains("; Path=/").doesNotContain("Domain"))
                .allSatisfy(header -> assertThat(header.contains("; Secure")).isEqualTo(name.startsWith("__Host-")));
        assertThat(response.getHeaders("Set-Cookie").get(0))
                .startsWith(name + "=" + ID)
                .contains("; HttpOnly", "; SameSite=Strict");
        assertThat(response.getHeaders("Set-Cookie").get(1))
                .startsWith(name + "-csrf=")
                .doesNotContain("HttpOnly");
    }

    @Test
    void doesNotReadTheNameThatAnotherHostCouldSet() {
        when(publicUrl.base()).thenReturn("https://caravan.example");
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(new Cookie("caravan", ID));

        assertThat(cookie.resolveSessionIds(request)).isEmpty();

        request.setCookies(new Cookie("__Host-caravan", ID));
        assertThat(cookie.resolveSessionIds(request)).containsExactly(ID);
        request.addHeader("Authorization", "Basic x");
        assertThat(cookie.resolveSessionIds(request)).isEmpty();
    }
}
