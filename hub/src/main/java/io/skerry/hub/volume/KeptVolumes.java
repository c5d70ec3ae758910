package io.skerry.hub.volume;

import io.skerry.hub.datacenter.DataCenterViews;
import io.skerry.hub.tenant.TenantLeavings;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A tenant whose volumes are kept somewhere stays: their folders go by its name. */
@Component
class KeptVolumes implements TenantLeavings {

    private final DataCenterViews dataCenters;

    KeptVolumes(DataCenterViews dataCenters) {
        this.dataCenters = dataCenters;
    }

    @Override
    public Optional<Leaving> of(String tenant) {
        return dataCenters.volumes(tenant).stream()
                .findFirst()
                .map(volume -> new Leaving(
                        "volumes with data, such as one in " + volume.dataCenter(),
                        "See them with: skerry volumes --tenant " + tenant
                                + ", and delete them with: skerry volumes delete."));
    }
}
