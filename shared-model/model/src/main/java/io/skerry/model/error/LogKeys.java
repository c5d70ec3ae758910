package io.skerry.model.error;

/** The keys of log events; the message says what, the keys say who and where. */
public final class LogKeys {

    public static final String SITE = "site";
    public static final String AGENT = "agent";
    public static final String TENANT = "tenant";
    public static final String APPLICATION = "application";
    public static final String COMPONENT = "component";
    public static final String INSTANCE = "instance";
    public static final String RELEASE = "release";
    public static final String BUILD = "build";
    public static final String COMMAND = "command";
    public static final String OPERATION = "operation";
    public static final String ROUTE = "route";
    public static final String EPOCH = "epoch";
    public static final String KEY = "key";
    public static final String COUNT = "count";
    public static final String ERROR = "error";

    private LogKeys() {}
}
