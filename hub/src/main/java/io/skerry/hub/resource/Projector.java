package io.skerry.hub.resource;

import io.skerry.model.resource.Kind;
import java.util.List;
import java.util.Optional;

/** Says what one data center must hold of one resource: a pure function of what the reader gave it. */
public interface Projector {

    /** The kind of resource it projects. */
    Kind kind();

    /** The objects of this root at this data center; none if it does not belong there or is being deleted. */
    List<SiteBody> project(Stored root, Stored dataCenter, Inputs inputs);

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
