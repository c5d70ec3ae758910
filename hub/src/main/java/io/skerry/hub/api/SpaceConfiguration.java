package io.skerry.hub.api;

import io.skerry.hub.HubSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The disks the hub writes to. */
@Configuration(proxyBeanMethods = false)
class SpaceConfiguration {

    @Bean
    FreeSpace freeSpace(HubSettings settings) {
        return FreeSpace.of(settings);
    }
}
