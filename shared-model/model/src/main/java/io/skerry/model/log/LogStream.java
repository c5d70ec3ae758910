package io.skerry.model.log;

import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;

/**
 * One ordered source of lines: an instance's output or a build's.
 *
 * @param component for a build: the component it is for
 * @param id of the instance or build
 */
public record LogStream(Origin origin, ComponentRef component, String id) {

    /** What writes the lines. */
    public enum Origin {
        INSTANCE,
        BUILD
    }

    /** The output of an instance. */
    public static LogStream instance(ComponentRef component, String id) {
        return new LogStream(Origin.INSTANCE, component, id);
    }

    /** The output of a build. */
    public static LogStream build(ComponentRef component, String id) {
        return new LogStream(Origin.BUILD, component, id);
    }

    /** The application whose stream this is. */
    public ApplicationRef application() {
        return component.applicationRef();
    }

    /** Whose stream this is. */
    public TenantName tenant() {
        return component.tenant();
    }
}
