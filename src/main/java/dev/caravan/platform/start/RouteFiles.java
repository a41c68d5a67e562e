package dev.caravan.platform.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.RoutesCollector;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.spring.boot.CamelConfigurationProperties;
import org.apache.camel.spring.boot.CamelSpringBootRoutesCollector;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Finds the files of {@code routes-include-pattern} with Spring's resolver, which reads the index of the packed jar. Camel's own reads
 * all of the jar with everything in it, once for each pattern, and does not find the files of {@code **} there.
 */
@Configuration(proxyBeanMethods = false)
class RouteFiles {

    private static final String CLASSPATH = "classpath:";

    @Bean
    RoutesCollector routesCollector(ApplicationContext context, CamelConfigurationProperties camel) {
        return new Collector(context, camel.getMain().isIncludeNonSingletons());
    }

    private static final class Collector extends CamelSpringBootRoutesCollector {

        private final ApplicationContext context;

        Collector(ApplicationContext context, boolean nonSingletons) {
            super(context, nonSingletons);
            this.context = context;
        }

        @Override
        public Collection<Resource> findRouteResourcesFromDirectory(
                CamelContext camel, @Nullable String excludes, @Nullable String includes) {
            if (includes == null || excludes != null && !excludes.isBlank() || !includes.startsWith(CLASSPATH)) {
                return super.findRouteResourcesFromDirectory(camel, excludes, includes);
            }
            ResourceLoader loader = PluginHelper.getResourceLoader(camel);
            Collection<Resource> files = new LinkedHashSet<>();
            for (String pattern : includes.split(",")) {
                locations(pattern).forEach(location -> files.add(loader.resolveResource(location)));
            }
            return files;
        }

        /** @param pattern such as {@code classpath:routes/sync/*.camel.yaml} */
        private List<String> locations(String pattern) {
            String path = pattern.substring(CLASSPATH.length());
            String folder = path.substring(0, path.indexOf('/') + 1);
            try {
                return Stream.of(context.getResources("classpath*:" + path))
                        .map(Collector::address)
                        .map(address -> CLASSPATH + address.substring(address.lastIndexOf('/' + folder) + 1))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String address(org.springframework.core.io.Resource file) {
            try {
                return file.getURL().toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
