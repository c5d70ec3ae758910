package io.skerry.model.name;

/** Names one application. */
public record ApplicationRef(TenantName tenant, String application) {

    public ApplicationRef {
        Label.require("application", application);
    }

    /** The component of that name in this application. */
    public ComponentRef component(String name) {
        return new ComponentRef(tenant, application, name);
    }

    @Override
    public String toString() {
        return tenant + "/" + application;
    }
}
