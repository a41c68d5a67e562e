package dev.caravan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever is called goes through the check of its address: no second way out is built by the way. */
class OutgoingConnectionRules {

    /** Makers of connections, and of clients that make some. */
    private static final Set<String> MAKERS = Set.of(
            "java.net.Socket.<init>",
            "java.net.URL.openConnection",
            "java.net.URL.openStream",
            "java.net.URL.getContent",
            "java.net.http.HttpClient.newHttpClient",
            "java.net.http.HttpClient.newBuilder",
            "java.nio.channels.SocketChannel.open",
            "java.net.InetAddress.getByName",
            "org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager.<init>",
            "org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder.create",
            "org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager.<init>",
            "org.apache.hc.client5.http.impl.classic.HttpClients.createDefault",
            "org.apache.hc.client5.http.impl.classic.HttpClients.createSystem",
            "org.springframework.web.client.RestClient.create",
            "org.springframework.web.client.RestTemplate.<init>");

    /** Each scheme of an endpoint that calls out; {@code http:} is the component with the check. */
    private static final Pattern CALLS_OUT = Pattern.compile(
            "uri: *[\"']?(https|netty|netty-http|vertx-http|vertx-websocket|ahc|undertow|jetty|ftp|smtp)s?:");

    @Test
    void areMadeInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.caravan.store.address..", "dev.caravan.sandbox..")
                .and()
                .haveSimpleNameNotContaining("OidcCalls") // to the identity provider that the operator's settings name
                .and()
                .doNotHaveSimpleName("Network") // reads an address of the container, which is no name
                .and()
                .doNotHaveSimpleName("ManagementSettings") // the operator's own address to listen at
                .should()
                .accessTargetWhere(describe("makes a connection", OutgoingConnectionRules::makesAConnection))
                .because("dev.caravan.store.address checks each address when a connection is made")
                .check(Imported.ofMain());
    }

    @Test
    void ofRoutesGoThroughTheComponentThatChecks() {
        assertThat(SourceTree.files(SourceTree.ROUTES, ".yaml"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(SourceTree.text(file)).doesNotContainPattern(CALLS_OUT));
    }

    private static boolean makesAConnection(com.tngtech.archunit.core.domain.JavaAccess<?> access) {
        return access instanceof JavaCodeUnitAccess<?> call
                && MAKERS.contains(
                        call.getTargetOwner().getName() + "." + call.getTarget().getName());
    }
}
