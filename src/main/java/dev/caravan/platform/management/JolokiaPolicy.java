package dev.caravan.platform.management;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.springframework.stereotype.Component;

/**
 * What Jolokia may do: show Camel's routes with their sources and figures, and stop and start them. Everything that
 * is not named here is refused, also new operations of later versions of Camel, Jolokia or Java. Jolokia finds this
 * bean by its type.
 */
@Component
final class JolokiaPolicy implements Restrictor {

    private static final Set<RequestType> TYPES =
            Set.of(RequestType.READ, RequestType.EXEC, RequestType.LIST, RequestType.SEARCH, RequestType.VERSION);

    /** The attributes that routes and the context have in common. */
    private static final Set<String> FIGURES = Set.of(
            "ExchangesTotal",
            "ExchangesCompleted",
            "ExchangesFailed",
            "ExchangesInflight",
            "FailuresHandled",
            "Redeliveries",
            "ExternalRedeliveries",
            "MinProcessingTime",
            "MeanProcessingTime",
            "MaxProcessingTime",
            "TotalProcessingTime",
            "LastProcessingTime",
            "DeltaProcessingTime",
            "IdleSince",
            "StartTimestamp",
            "ResetTimestamp",
            "FirstExchangeCompletedTimestamp",
            "FirstExchangeFailureTimestamp",
            "LastExchangeCreatedTimestamp",
            "LastExchangeCompletedTimestamp",
            "LastExchangeFailureTimestamp",
            "StatisticsEnabled",
            "CamelId",
            "State",
            "Uptime",
            "UptimeMillis",
            "Load01",
            "Load05",
            "Load15",
            "Throughput");

    private static final Set<String> OF_A_ROUTE = Set.of(
            "RouteId",
            "RouteGroup",
            "RouteConfigurationId",
            "CreatedByRouteTemplate",
            "Description",
            "Note",
            "SourceLocation",
            "SourceLocationShort",
            "EndpointUri",
            "AutoStartup",
            "CamelManagementName",
            "HasRouteController",
            "OldestInflightDuration");

    private static final Set<String> OF_THE_CONTEXT =
            Set.of("CamelVersion", "CamelDescription", "ManagementName", "TotalRoutes", "StartedRoutes");

    private static final Set<String> ROUTE_OPERATIONS = Set.of(
            "start",
            "stop",
            "suspend",
            "resume",
            "dumpRouteAsXml",
            "dumpRouteStatsAsXml",
            "dumpRouteSourceLocationsAsXml",
            "isUpdateRouteEnabled");

    private static final Set<String> CONTEXT_OPERATIONS = Set.of("dumpRoutesAsXml", "dumpRoutesStatsAsXml");

    private static final Set<String> CHANGING = Set.of("start", "stop", "suspend", "resume");

    /** With or without the types of its arguments. */
    private static final Pattern OPERATION = Pattern.compile("([A-Za-z]+)(\\([A-Za-z.,\\s]*\\))?");

    /** Whether an operation does more than show something. */
    static boolean changes(String operation) {
        Matcher parts = OPERATION.matcher(operation);
        return parts.matches() && CHANGING.contains(parts.group(1));
    }

    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return method == HttpMethod.POST;
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        return TYPES.contains(type);
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
        if (isRoute(name)) {
            return FIGURES.contains(attribute) || OF_A_ROUTE.contains(attribute);
        }
        if (isContext(name)) {
            return FIGURES.contains(attribute) || OF_THE_CONTEXT.contains(attribute);
        }
        return isTreeWatcher(name) && attribute.equals("Counter");
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
        return false;
    }

    @Override
    public boolean isOperationAllowed(ObjectName name, String operation) {
        Matcher parts = OPERATION.matcher(operation);
        if (!parts.matches()) {
            return false;
        }
        return isRoute(name) && ROUTE_OPERATIONS.contains(parts.group(1))
                || isContext(name) && CONTEXT_OPERATIONS.contains(parts.group(1));
    }

    @Override
    public boolean isRemoteAccessAllowed(String... hostOrAddress) {
        return true; // CARAVAN_MANAGEMENT_ADDRESS restricts the port
    }

    /** {@link ManagementGate} has checked the origin, and {@link CheckedRequest} hides it: no answer allows another one. */
    @Override
    public boolean isOriginAllowed(String origin, boolean onlyWhenStrictCheckingIsEnabled) {
        return origin == null && onlyWhenStrictCheckingIsEnabled;
    }

    @Override
    public boolean isObjectNameHidden(ObjectName name) {
        return !isRoute(name) && !isContext(name) && !isTreeWatcher(name);
    }

    private static boolean isRoute(ObjectName name) {
        return isOfCamel(name, "routes");
    }

    private static boolean isContext(ObjectName name) {
        return isOfCamel(name, "context");
    }

    private static boolean isOfCamel(ObjectName name, String type) {
        return !name.isPattern()
                && name.getDomain().equals("org.apache.camel")
                && type.equals(name.getKeyProperty("type"));
    }

    /** Hawtio asks this MBean whether routes were added or removed. */
    private static boolean isTreeWatcher(ObjectName name) {
        return name.getCanonicalName().equals("hawtio:type=TreeWatcher");
    }
}
