package io.skerry.cli.api;

import io.skerry.cli.fault.CliFault;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.Label;

/** Where things are in the API. Names are checked before they become part of a path. */
public final class Paths {

    public static final String ROOT = "/api/v1";
    public static final String HEALTH = ROOT + "/health";
    public static final String TENANTS = ROOT + "/tenants";
    public static final String DATA_CENTERS = ROOT + "/data-centers";
    public static final String SETTINGS = ROOT + "/settings";
    public static final String OPERATIONS = ROOT + "/operations";
    public static final String EVENTS = ROOT + "/events";
    public static final String SESSIONS = ROOT + "/sessions";
    public static final String BACKUPS = ROOT + "/backups";
    public static final String TOKENS = ROOT + "/tokens";

    private Paths() {}

    /** A tenant. */
    public static String tenant(String tenant) {
        return TENANTS + "/" + name("tenant", tenant);
    }

    /** The applications of a tenant. */
    public static String applications(String tenant) {
        return tenant(tenant) + "/applications";
    }

    /** An application. */
    public static String application(String tenant, String application) {
        return applications(tenant) + "/" + name("application", application);
    }

    /** A component. */
    public static String component(String tenant, String application, String component) {
        return application(tenant, application) + "/components/" + name("component", component);
    }

    /** The volumes of a tenant; of one application, which may be gone, unless its name is empty. */
    public static String volumes(String tenant, String application) {
        var all = tenant(tenant) + "/volumes";
        return application.isEmpty() ? all : all + "?application=" + name("application", application);
    }

    /** A data center. */
    public static String dataCenter(String dataCenter) {
        return DATA_CENTERS + "/" + name("data center", dataCenter);
    }

    /** A setting of the platform. */
    public static String setting(String setting) {
        return SETTINGS + "/" + name("setting", setting);
    }

    /** A backup of the hub. */
    public static String backup(String backup) {
        return BACKUPS + "/" + name("backup", backup);
    }

    /** An operation. */
    public static String operation(String id) {
        return OPERATIONS + "/" + name("operation", id);
    }

    /** An upload of a tenant. */
    public static String upload(String tenant, String digest) {
        return tenant(tenant) + "/uploads/" + digest;
    }

    /** A name as it may stand in a query. */
    public static String checked(String what, String text) {
        return name(what, text);
    }

    private static String name(String what, String text) {
        try {
            return Label.require(what, text);
        } catch (InvalidInput e) {
            throw CliFault.usage(String.valueOf(e.getMessage()), null);
        }
    }
}
