package dev.caravan.store;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.platform.LocalFiles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the sealing keys come from: the setting, else the key file. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    CredentialSeal credentialSeal(CaravanSettings settings, LocalFiles files) {
        if (!settings.secretKey().isBlank()) {
            return new CredentialSeal(SecretKeys.parse(settings.secretKey(), "CARAVAN_SECRET_KEY"));
        }
        var file = files.path("secret.key");
        return new CredentialSeal(SecretKeys.parse(SecretKeyFile.readOrMake(file), "The key file " + file));
    }
}
