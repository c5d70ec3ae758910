package io.skerry.hub.resource;

import io.skerry.model.resource.Kind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what one data center must hold of one resource: a pure function of what the reader gave it. */
public interface Projector {

    /** The kind of resource it projects. */
    Kind kind();

    /** What this data center holds of this root; nothing if it does not belong there or is being deleted. */
    Projected project(Stored root, Stored dataCenter, Inputs inputs);

    /**
     * What a data center holds of one root.
     *
     * @param act the act of a person by which whatever else it held has to go; absent if there is none, and a data center that would lose much by
     *     it is asked about first
     */
    record Projected(List<SiteBody> bodies, @Nullable String act) {

        public Projected {
            bodies = List.copyOf(bodies);
        }

        /** Nothing, because of that act. */
        public static Projected nothing(@Nullable String act) {
            return new Projected(List.of(), act);
        }
    }

    /**
     * One object for a data center.
     *
     * @param key of the edge store
     * @param body a record of {@code io.skerry.model.site}
     */
    record SiteBody(String key, Object body) {}

    /** What a projector may read. Everything it asks for, found or not, is what will make it run again. */
    interface Inputs {

        /** One object. */
        Optional<Stored> object(Place place, String name);

        /** Every object in a place. */
        List<Stored> list(Place place);
    }
}
