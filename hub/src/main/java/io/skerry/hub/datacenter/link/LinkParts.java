package io.skerry.hub.datacenter.link;

import io.skerry.hub.datacenter.enrolment.Enrolment;
import io.skerry.hub.datacenter.report.ReportIntake;
import io.skerry.hub.datacenter.session.SiteSessions;
import io.skerry.hub.datacenter.sync.SiteLists;
import io.skerry.hub.setting.Settings;
import io.skerry.model.artifact.ArtifactStore;

/**
 * What every connection's handler works with.
 *
 * @param hub this replica, the same after a restart
 */
record LinkParts(
        String hub,
        Enrolment enrolment,
        SiteSessions sessions,
        SiteLists lists,
        ReportIntake reports,
        ArtifactStore artifacts,
        ArtifactAccessRepository access,
        Settings settings,
        Admission admission,
        LiveSites live,
        SiteSync sync,
        CommandPump commands) {}
