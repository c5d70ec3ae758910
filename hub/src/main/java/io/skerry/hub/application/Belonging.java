package io.skerry.hub.application;

import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Projector.Inputs;
import io.skerry.hub.resource.Stored;
import io.skerry.model.application.ApplicationSpec;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.resource.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which data centers an application belongs in; pure. */
public final class Belonging {

    private Belonging() {}

    /** Whether it belongs in that one; an application that says nothing belongs in all. */
    public static boolean in(@Nullable ApplicationSpec application, String dataCenter) {
        var named = named(application);
        return named == null || named.contains(new DataCenterName(dataCenter));
    }

    /** The application of a part, as an input of a projection; null if it is gone or going. */
    public static @Nullable Stored application(Stored part, Inputs inputs) {
        var place = Place.tenant(Kind.APPLICATION, String.valueOf(part.place().tenant()));
        return inputs.object(place, part.place().scope())
                .filter(found -> found.deleting() == null)
                .orElse(null);
    }

    private static @Nullable List<DataCenterName> named(@Nullable ApplicationSpec application) {
        return application == null || application.placement() == null
                ? null
                : application.placement().dataCenters();
    }
}
