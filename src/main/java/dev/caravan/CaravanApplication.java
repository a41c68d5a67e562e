package dev.caravan;

import dev.caravan.platform.security.ResetPassword;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/**
 * The whole program: one process. Classes for the management port only are excluded from the scan, besides those that
 * Spring Boot excludes.
 */
@SpringBootApplication
@ComponentScan(
        excludeFilters = {
            @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
            @Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class),
            @Filter(ManagementContextConfiguration.class)
        })
@ConfigurationPropertiesScan
public class CaravanApplication {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(ResetPassword.COMMAND)) {
            System.exit(ResetPassword.run(args));
        }
        SpringApplication.run(CaravanApplication.class, args);
    }
}
