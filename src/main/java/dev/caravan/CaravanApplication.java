package dev.caravan;

import dev.caravan.platform.security.ResetPassword;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The whole program: one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CaravanApplication {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(ResetPassword.COMMAND)) {
            System.exit(ResetPassword.run(args));
        }
        SpringApplication.run(CaravanApplication.class, args);
    }
}
