package io.skerry.hub.resource.web;

import io.skerry.hub.resource.AuditSink;
import io.skerry.hub.resource.Authorizer;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Kinds;
import io.skerry.hub.resource.feed.ChangeFeed;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.store.Statuses;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the controllers share. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    Gate gate(Authorizer authorizer, AuditSink audit, Database database) {
        return new Gate(authorizer, audit, database);
    }

    @Bean
    ResourceViews resourceViews(Kinds kinds, Statuses statuses) {
        return new ResourceViews(kinds, statuses);
    }

    @Bean
    Idempotency idempotency(Database database) {
        return new Idempotency(database);
    }

    @Bean
    Watches watches(ChangeFeed feed, Resources resources, ResourceViews views, Statuses statuses, Clock clock) {
        return new Watches(feed, resources, views, statuses, clock);
    }
}
