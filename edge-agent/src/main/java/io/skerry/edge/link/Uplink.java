package io.skerry.edge.link;

import io.skerry.edge.command.CommandDesk;
import io.skerry.edge.report.ArtifactUpload;
import io.skerry.edge.report.Reporter;
import io.skerry.edge.sync.SiteMemory;
import io.skerry.link.session.LinkClient;
import io.skerry.link.session.rsocket.RSocketLinkClient;
import io.skerry.measure.Figures;
import io.skerry.model.artifact.ArtifactFetch;
import io.skerry.model.artifact.ArtifactStore;
import io.skerry.model.build.ToolConfigurationFetch;
import io.skerry.store.EdgeStore;
import java.io.IOException;
import java.util.Set;

/** The data center's line to the hub. Whatever becomes of it, everything else goes on. */
public final class Uplink implements AutoCloseable, Figures.Source {

    private final LinkClient client;
    private final Bulk bulk;
    private final ArtifactTransfer transfer;
    private final SettingTransfer settings;
    private final Reporter reporter;
    private final ControlLoop control;

    private Uplink(LinkClient client, Bulk bulk, ArtifactTransfer transfer, Reporter reporter, ControlLoop control) {
        this.client = client;
        this.bulk = bulk;
        this.transfer = transfer;
        this.settings = new SettingTransfer(bulk);
        this.reporter = reporter;
        this.control = control;
    }

    /**
     * Prepares the line; {@link #start} begins to dial.
     *
     * @throws IOException if the folder of the identity cannot be used
     */
    public static Uplink create(
            LinkSettings settings, EdgeStore store, ArtifactStore artifacts, LogSource logs, MetricsSource metrics)
            throws IOException {
        var client = RSocketLinkClient.create(settings.proxy());
        var identity = new Identity(settings, client);
        var bulk = new Bulk(client, identity, logs, metrics);
        var transfer = new ArtifactTransfer(artifacts, bulk);
        var reporter = new Reporter(store, transfer);
        var dialler = new Dialler(
                settings,
                store.storeId(),
                new SiteMemory(store),
                client,
                identity,
                () -> new ControlHandler(new CommandDesk(store, Set.copyOf(settings.roles())), bulk));
        return new Uplink(
                client, bulk, transfer, reporter, new ControlLoop(settings, store, dialler, identity, bulk, reporter));
    }

    /** Begins to dial and to report. */
    public void start() {
        reporter.start();
        control.start();
    }

    /** Brings artifacts from the hub. */
    public ArtifactFetch artifacts() {
        return transfer;
    }

    /** Brings the settings of builds' tools from the hub. */
    public ToolConfigurationFetch tools() {
        return settings;
    }

    /** Brings artifacts to the hub. */
    public ArtifactUpload uploads() {
        return transfer;
    }

    @Override
    public void addTo(Figures figures) {
        reporter.addTo(figures);
    }

    @Override
    public void close() {
        control.close();
        reporter.close();
        bulk.close();
        client.close();
    }
}
