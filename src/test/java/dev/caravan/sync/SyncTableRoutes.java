package dev.caravan.sync;

import dev.caravan.platform.database.DatabaseTime;
import dev.caravan.platform.database.SqlSteps;
import dev.caravan.sync.claim.ClaimedRows;
import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.scheduler.SchedulerConsumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.jdbc.core.JdbcTemplate;

/** The routes that are statements on the sync table, without the rest of the program. Their schedulers do not run. */
final class SyncTableRoutes {

    private static final List<String> FILES =
            List.of("part-of-a-route", "claim-due-rows", "merge-figures", "prune-history");

    private SyncTableRoutes() {}

    static CamelContext of(SyncTable table) {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.disableJMX();
        camel.getRegistry().bind("claims", table.claims);
        camel.getRegistry().bind("claimedRows", new ClaimedRows());
        camel.getRegistry().bind("databaseTime", new DatabaseTime(table.clock));
        Properties settings = new Properties();
        settings.setProperty("caravan.sync.history-days", String.valueOf(Given.SETTINGS.historyDays()));
        settings.setProperty(
                "caravan.sync.mass-delete-window",
                Given.SETTINGS.massDeleteWindow().toString());
        camel.getPropertiesComponent().setInitialProperties(settings);
        SqlSteps.addTo(camel, new JdbcTemplate(table.dataSource));
        try {
            for (String file : FILES) {
                PluginHelper.getRoutesLoader(camel)
                        .loadRoutes(ResourceHelper.resolveMandatoryResource(
                                camel, "classpath:routes/sync/" + file + ".camel.yaml"));
            }
            camel.start();
            for (Route route : camel.getRoutes()) {
                if (route.getConsumer() instanceof SchedulerConsumer) {
                    camel.getRouteController().suspendRoute(route.getRouteId());
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return camel;
    }
}
