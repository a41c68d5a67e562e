package dev.caravan.store;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.platform.LocalFiles;
import org.apache.camel.component.http.HttpComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the sealing keys come from: the setting, else the key file. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    /** Takes the place of the component that Camel would make; its settings are in {@code application.yml} as before. */
    @Bean("http-component")
    HttpComponent storeHttp(AllowedAddresses addresses) {
        return new StoreHttpComponent(addresses);
    }

    @Bean
    CredentialSeal credentialSeal(CaravanSettings settings, LocalFiles files) {
        if (!settings.secretKey().isBlank()) {
            return new CredentialSeal(KeyRing.of(SecretKeys.parse(settings.secretKey(), "CARAVAN_SECRET_KEY")));
        }
        return new CredentialSeal(KeyRing.of(files.path("secret.key")));
    }
}
