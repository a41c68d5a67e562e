package dev.caravan.platform.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.http.MimeHeaders;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Takes scheme, host, port and the client's address from the {@code X-Forwarded-…} headers, if the peer is a trusted
 * proxy. Tomcat uses regular expressions and trusts private networks by default; here only the networks of the
 * setting are trusted.
 */
final class TrustedProxies extends RemoteIpValve {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String ADDRESS = "[0-9a-fA-F:.]+";

    private final List<IpAddressMatcher> networks;

    TrustedProxies(List<String> networks) {
        this.networks = networks.stream().map(IpAddressMatcher::new).toList();
        setInternalProxies(".*"); // whether it is one is decided here
        setHostHeader("X-Forwarded-Host");
        setPortHeader("X-Forwarded-Port");
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!isTrusted(request.getRemoteAddr())) {
            getNext().invoke(request, response);
            return;
        }
        MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
        String client = client(headers);
        headers.removeHeader(FORWARDED_FOR);
        if (!client.isEmpty()) {
            headers.addValue(FORWARDED_FOR).setString(client);
        }
        super.invoke(request, response);
    }

    /** The last address that is not a proxy of ours: the client may have invented the ones before it. */
    private String client(MimeHeaders headers) {
        List<String> hops = Collections.list(headers.values(FORWARDED_FOR)).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .toList();
        for (int i = hops.size() - 1; i >= 0; i--) {
            if (!isTrusted(hops.get(i))) {
                return hops.get(i).matches(ADDRESS) ? hops.get(i) : "";
            }
        }
        return hops.isEmpty() ? "" : hops.get(0);
    }

    private boolean isTrusted(String address) {
        return address.matches(ADDRESS) && networks.stream().anyMatch(network -> network.matches(address));
    }
}
