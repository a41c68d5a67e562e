package dev.caravan.store.seal;

import dev.caravan.platform.LocalFiles;
import dev.caravan.platform.settings.CaravanSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the sealing keys come from: the setting, or else the key file. */
@Configuration(proxyBeanMethods = false)
class SealConfiguration {

    @Bean
    CredentialSeal credentialSeal(CaravanSettings settings, LocalFiles files) {
        if (!settings.secretKey().isBlank()) {
            return new CredentialSeal(KeyRing.of(SecretKeys.parse(settings.secretKey(), "CARAVAN_SECRET_KEY")));
        }
        return new CredentialSeal(KeyRing.of(files.path("secret.key")));
    }
}
