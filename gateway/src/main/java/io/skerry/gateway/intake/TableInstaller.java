package io.skerry.gateway.intake;

import io.skerry.gateway.address.AddressBook;
import io.skerry.gateway.route.LiveTable;
import io.skerry.gateway.route.RouteCompiler;
import io.skerry.gateway.route.SiteState;
import io.skerry.gateway.stream.Relays;

/** Brings a state to life: compile, admit its addresses, swap the table, let go of the addresses that left. */
public final class TableInstaller {

    private final LiveTable live;
    private final AddressBook addresses;
    private final Relays relays;

    public TableInstaller(LiveTable live, AddressBook addresses, Relays relays) {
        this.live = live;
        this.addresses = addresses;
        this.relays = relays;
    }

    /** When this returns, requests follow the new table. */
    void install(SiteState state) {
        var table = RouteCompiler.compile(state);
        addresses.admit(table.ready());
        live.swap(table);
        addresses.retain(table.ready(), table.known());
        relays.hold(table.relays().keySet());
    }
}
