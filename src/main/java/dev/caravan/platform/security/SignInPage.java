package dev.caravan.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.HtmlUtils;

/** The page where a person signs in. Its script only makes the password visible; the page works without it as well. */
@Controller
class SignInPage {

    static final String PATH = "/login";

    /** Allows only our own style sheet and script, and sending the form to us. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'";

    private final String template;
    private final OidcSettings oidc;

    SignInPage(OidcSettings oidc) {
        this.oidc = oidc;
        try {
            template = new ClassPathResource("pages/sign-in.html").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping(PATH)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        show(request, response, HttpServletResponse.SC_OK, "");
    }

    /** @param message why the page is shown again; empty: no message */
    void show(HttpServletRequest request, HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Content-Security-Policy", POLICY);
        // without a referrer browsers send the form with Origin: null, as another site would
        response.setHeader("Referrer-Policy", "same-origin");
        response.getWriter()
                .write(template.replace("{{token}}", HtmlUtils.htmlEscape(SessionTokens.of(request)))
                        .replace("{{next}}", HtmlUtils.htmlEscape(ReturnAddress.of(request)))
                        .replace(
                                "{{message}}",
                                message.isEmpty()
                                        ? ""
                                        : "<p class=\"message\" role=\"alert\">" + HtmlUtils.htmlEscape(message)
                                                + "</p>")
                        .replace(
                                "{{provider}}",
                                oidc.issuer().isEmpty()
                                        ? ""
                                        : "<a class=\"provider\" href=\"" + OidcSettings.PATH
                                                + "\">Use single sign-on</a>"));
    }

    /** Opens the first page, as a click of the person would. */
    void goOn(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Content-Security-Policy", POLICY);
        response.getWriter()
                .write("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Caravan</title>"
                        + "<meta http-equiv=\"refresh\" content=\"0;url=/\"></head>"
                        + "<body><a href=\"/\">Continue to Caravan</a></body></html>");
    }
}
