package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Forwarded headers count when a trusted proxy has sent them, and only as far as it vouches for them. */
class TrustedProxiesTest {

    private static final String FORWARDED = "X-Forwarded-Proto: https\r\nX-Forwarded-Host: shop.example\r\n";

    @TempDir
    Path folder;

    private final Tomcat tomcat = new Tomcat();

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void takesWhatATrustedProxySays() throws Exception {
        start("127.0.0.0/8");

        assertThat(ask(FORWARDED + "X-Forwarded-For: 192.0.2.7\r\n")).endsWith("https://shop.example/ 192.0.2.7");
    }

    @Test
    void takesNothingFromOthers() throws Exception {
        start("10.0.0.0/8");

        assertThat(ask(FORWARDED + "X-Forwarded-For: 192.0.2.7\r\n")).endsWith("http://caravan/ 127.0.0.1");
    }

    @Test
    void believesNoAddressThatStandsBeforeTheLastOneThatIsNoProxy() throws Exception {
        start("127.0.0.0/8");

        assertThat(ask(FORWARDED + "X-Forwarded-For: 127.0.0.1, 198.51.100.1, 192.0.2.7, 127.0.0.9\r\n"))
                .endsWith(" 192.0.2.7");
    }

    @Test
    void refusesASettingThatIsNoNetwork() {
        assertThatThrownBy(() -> settings("proxy.example"))
                .hasMessageContaining("CARAVAN_TRUSTED_PROXIES must be addresses or networks");
        assertThatThrownBy(() -> settings("10.0.0.0/99")).hasMessageContaining("CARAVAN_TRUSTED_PROXIES");
        assertThat(settings("10.0.0.0/8", " ::1 ", "").trustedProxies()).containsExactly("10.0.0.0/8", "::1");
    }

    private static WebSettings settings(String... proxies) {
        return new WebSettings(List.of(proxies), DataSize.ofGigabytes(1));
    }

    private void start(String network) throws Exception {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getEngine().getPipeline().addValve(new TrustedProxies(List.of(network)));
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "show", new Show());
        context.addServletMappingDecoded("/", "show");
        tomcat.start();
    }

    private String ask(String headers) throws Exception {
        try (RawClient client = new RawClient(tomcat.getConnector().getLocalPort())) {
            return client.send("GET / HTTP/1.1\r\nHost: caravan\r\nConnection: close\r\n" + headers + "\r\n")
                    .readAll();
        }
    }

    private static final class Show extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String seen = request.getRequestURL() + " " + request.getRemoteAddr();
            response.setContentLength(seen.length());
            response.getWriter().print(seen);
        }
    }
}
