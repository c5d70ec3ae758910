package io.skerry.model.name;

/** Names one component; written {@code tenant/application/component}. */
public record ComponentRef(TenantName tenant, String application, String component) {

    public ComponentRef {
        Label.require("application", application);
        Label.require("component", component);
    }

    /** The application this component belongs to. */
    public ApplicationRef applicationRef() {
        return new ApplicationRef(tenant, application);
    }

    @Override
    public String toString() {
        return tenant + "/" + application + "/" + component;
    }
}
