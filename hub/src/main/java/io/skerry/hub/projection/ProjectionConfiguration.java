package io.skerry.hub.projection;

import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Projector;
import io.skerry.hub.resource.feed.ChangeFeed;
import io.skerry.hub.resource.store.Resources;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the projection together from the features' projectors. */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

    @Bean
    Remains remains(Database database) {
        return new Remains(database);
    }

    @Bean
    Wanted wanted(Database database) {
        return new Wanted(database);
    }

    @Bean(initMethod = "start")
    Projection projection(
            Database database,
            Resources resources,
            ChangeFeed feed,
            List<Projector> projectors,
            ObjectProvider<SiteChanges> listeners) {
        var rows = new SiteRepository(database);
        var byKind = projectors.stream().collect(Collectors.toMap(Projector::kind, projector -> projector));
        var roots = new RootProjection(database, rows, resources, byKind);
        return new Projection(
                database,
                rows,
                roots,
                resources,
                feed,
                listeners.orderedStream().toList());
    }
}
