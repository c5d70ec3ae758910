package io.skerry.hub.resource.store;

import io.skerry.hub.resource.AuditSink;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.DatabaseClock;
import io.skerry.hub.resource.KindDefinition;
import io.skerry.hub.resource.Kinds;
import io.skerry.hub.resource.feed.ChangeFeed;
import io.skerry.hub.resource.feed.Sequencer;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the store together. */
@Configuration(proxyBeanMethods = false)
class ResourceConfiguration {

    @Bean(destroyMethod = "close")
    DatabaseClock clock(Database database) {
        return new DatabaseClock(database);
    }

    @Bean
    ChangeFeed changeFeed(Database database) {
        return new ChangeFeed(database);
    }

    @Bean
    Sequencer sequencer(Database database, ChangeFeed feed) {
        return Sequencer.start(database, feed);
    }

    @Bean
    Kinds kinds(List<KindDefinition<?>> definitions) {
        return new Kinds(definitions);
    }

    @Bean
    Statuses statuses(Database database, Clock clock) {
        return new Statuses(database, clock);
    }

    @Bean
    Resources resources(Database database, Kinds kinds, AuditSink audit, ChangeFeed feed, Clock clock) {
        return new Resources(database, new ResourceRepository(database), kinds, audit, feed, clock);
    }
}
