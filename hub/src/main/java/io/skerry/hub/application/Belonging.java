package io.skerry.hub.application;

import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Projector.Inputs;
import io.skerry.hub.resource.Projector.Projected;
import io.skerry.hub.resource.Stored;
import io.skerry.model.application.ApplicationSpec;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.resource.Kind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which data centers an application belongs in; pure. */
public final class Belonging {

    private Belonging() {}

    /** Whether it belongs in that one; an application that says nothing belongs in all. */
    public static boolean in(@Nullable ApplicationSpec application, String dataCenter) {
        var named = application == null || application.placement() == null
                ? null
                : application.placement().dataCenters();
        return named == null || named.contains(new DataCenterName(dataCenter));
    }

    /** What a data center holds of an application's part: what {@code there} says if it belongs there, else nothing and by which act. */
    public static Projected project(Stored part, Stored dataCenter, Inputs inputs, Function<Stored, Projected> there) {
        if (part.deleting() != null) {
            return Projected.nothing("delete-" + part.uid());
        }
        var place = Place.tenant(Kind.APPLICATION, String.valueOf(part.place().tenant()));
        var application = inputs.object(place, part.place().scope());
        if (application.isEmpty()) {
            return Projected.nothing(null);
        }
        var found = application.get();
        if (found.deleting() != null) {
            return Projected.nothing("delete-" + found.uid());
        }
        return in(found.spec(ApplicationSpec.class), dataCenter.name())
                ? there.apply(found)
                : Projected.nothing("placement-" + found.uid() + "-" + found.generation());
    }
}
