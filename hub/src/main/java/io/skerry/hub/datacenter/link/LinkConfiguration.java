package io.skerry.hub.datacenter.link;

import io.skerry.hub.HubSettings;
import io.skerry.hub.command.CommandOutbox;
import io.skerry.hub.datacenter.SentObjects;
import io.skerry.hub.datacenter.SiteStreams;
import io.skerry.hub.datacenter.enrolment.Enrolment;
import io.skerry.hub.datacenter.report.ReportIntake;
import io.skerry.hub.datacenter.session.Sight;
import io.skerry.hub.datacenter.session.SiteSessions;
import io.skerry.hub.datacenter.sync.SiteLists;
import io.skerry.hub.keys.CertificateAuthority;
import io.skerry.hub.setting.Settings;
import io.skerry.model.artifact.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The hub's end of the link. */
@Configuration(proxyBeanMethods = false)
class LinkConfiguration {

    @Bean
    LiveSites liveSites() {
        return new LiveSites();
    }

    @Bean
    LinkParts linkParts(
            HubSettings settings,
            Enrolment enrolment,
            SiteSessions sessions,
            SiteLists lists,
            ReportIntake reports,
            ArtifactStore artifacts,
            ArtifactAccessRepository access,
            Settings platformSettings,
            LiveSites live,
            SentObjects sent,
            CommandOutbox commands)
            throws IOException {
        return new LinkParts(
                hubId(settings.data()),
                enrolment,
                sessions,
                lists,
                reports,
                artifacts,
                access,
                platformSettings,
                new Admission(new SecureRandom()),
                live,
                new SiteSync(lists, sent),
                new CommandPump(commands, reports));
    }

    @Bean
    HubLink hubLink(
            HubSettings settings,
            CertificateAuthority authority,
            LinkParts parts,
            CommandOutbox commands,
            Sight sight,
            Clock clock) {
        var heartbeat =
                new Heartbeat(parts.live(), parts.sessions(), parts.lists(), commands, parts.reports(), sight, clock);
        return new HubLink(settings.linkPort(), authority, parts, heartbeat);
    }

    @Bean
    SiteStreams siteStreams(LiveSites live) {
        return new StreamsOverLink(live);
    }

    /** This replica's name: after a restart it knows which sessions were its own. */
    private static String hubId(Path data) throws IOException {
        var file = data.resolve("hub-id");
        if (!Files.exists(file)) {
            Files.createDirectories(data);
            Files.writeString(file, UUID.randomUUID().toString());
        }
        return Files.readString(file).strip();
    }
}
