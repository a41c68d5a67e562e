package dev.caravan.platform.management;

import dev.caravan.platform.settings.WrongSettingException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Distinguishes requests of the management port from those of the API. Spring would put both on one port if they had
 * the same number.
 */
@Component
final class ManagementServer implements RequestMatcher {

    private static final String NAMESPACE = "management";

    ManagementServer(Environment environment, ManagementSettings settings) {
        if (ManagementPortType.get(environment) != ManagementPortType.DIFFERENT) {
            throw new WrongSettingException(
                    "CARAVAN_MANAGEMENT_PORT must be another port than CARAVAN_PORT, but is: " + settings.port());
        }
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        WebApplicationContext context =
                WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
        return WebServerApplicationContext.hasServerNamespace(context, NAMESPACE);
    }
}
