package io.skerry.hub.artifact;

import io.skerry.hub.HubSettings;
import io.skerry.link.artifact.FileArtifactStore;
import io.skerry.model.artifact.ArtifactStore;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The embedded default: artifacts are files. */
@Configuration(proxyBeanMethods = false)
class ArtifactConfiguration {

    @Bean
    ArtifactStore artifactStore(HubSettings settings) throws IOException {
        return FileArtifactStore.open(settings.data().resolve("artifacts"));
    }
}
