package io.skerry.hub.keys;

import io.skerry.hub.HubSettings;
import java.io.IOException;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The built-in authority and wrapping, in {@code keys/} of the hub's folder. */
@Configuration(proxyBeanMethods = false)
class KeysConfiguration {

    @Bean
    CertificateAuthority certificateAuthority(HubSettings settings, Clock clock) throws IOException {
        return BuiltInAuthority.open(settings.data().resolve("keys"), clock);
    }

    /** After the authority, which makes the folder. */
    @Bean
    Wrapping wrapping(HubSettings settings, CertificateAuthority authority) throws IOException {
        return BuiltInWrapping.open(settings.data().resolve("keys"));
    }
}
