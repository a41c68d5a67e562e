package dev.caravan.store.address;

import org.apache.camel.component.http.HttpComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client of deliveries. */
@Configuration(proxyBeanMethods = false)
class StoreHttpConfiguration {

    /** Replaces the component that Camel would create; its settings are in {@code application.yml} as before. */
    @Bean("http-component")
    HttpComponent storeHttp(AllowedAddresses addresses) {
        return new StoreHttpComponent(addresses);
    }
}
