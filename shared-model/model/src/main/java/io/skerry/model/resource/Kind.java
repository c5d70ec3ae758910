package io.skerry.model.resource;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The kinds of resources of this version. */
public enum Kind {
    TENANT("tenant", "tenants", Scope.PLATFORM),
    DATA_CENTER("dataCenter", "data-centers", Scope.PLATFORM),
    USER("user", "users", Scope.PLATFORM),
    SETTING("setting", "settings", Scope.PLATFORM),
    TOKEN("token", "tokens", Scope.PLATFORM),
    OPERATION("operation", "operations", Scope.PLATFORM),
    BACKUP("backup", "backups", Scope.PLATFORM),
    APPLICATION("application", "applications", Scope.TENANT),
    COMPONENT("component", "components", Scope.APPLICATION),
    ROUTE("route", "routes", Scope.APPLICATION),
    RELEASE("release", "releases", Scope.APPLICATION),
    BUILD("build", "builds", Scope.APPLICATION),
    ROLLOUT("rollout", "rollouts", Scope.APPLICATION);

    private final String text;
    private final String plural;
    private final Scope scope;

    Kind(String text, String plural, Scope scope) {
        this.text = text;
        this.plural = plural;
        this.scope = scope;
    }

    /** The kind as written in JSON: {@code dataCenter}. */
    @JsonValue
    public String text() {
        return text;
    }

    /** Its part of a path: {@code data-centers}. */
    public String plural() {
        return plural;
    }

    /** Where its names are unique. */
    public Scope scope() {
        return scope;
    }

    /** The kind of that text. */
    @JsonCreator
    public static Kind of(String text) {
        for (var kind : values()) {
            if (kind.text.equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind '" + text + "'");
    }

    /** Where a kind's names are unique. */
    public enum Scope {
        PLATFORM,
        TENANT,
        APPLICATION
    }
}
