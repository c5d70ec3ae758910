package io.skerry.gateway;

import io.skerry.gateway.intake.StoreSource;
import io.skerry.model.error.InvalidInput;
import io.skerry.store.EdgeStores;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The gateway process. */
public final class GatewayApplication {

    private static final int REFUSED = 2;

    private GatewayApplication() {}

    /** Starts from the environment; ends with 2 and a sentence when it cannot. */
    public static void main(String[] args) {
        try {
            var settings = GatewaySettings.from(System.getenv());
            start(settings, () -> EdgeStores.connect(settings.folder()));
        } catch (InvalidInput e) {
            System.err.println(e.getMessage());
            System.exit(REFUSED);
        }
    }

    /**
     * Starts a gateway in this process. It runs until the context is closed.
     *
     * @throws InvalidInput if its port is taken
     */
    static Gateway start(GatewaySettings settings, StoreSource source) {
        var application = new SpringApplication(GatewayConfiguration.class);
        application.setWebApplicationType(WebApplicationType.REACTIVE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setAddCommandLineProperties(false);
        application.addInitializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean(GatewaySettings.class, () -> settings);
            beans.registerBean(StoreSource.class, () -> source);
        });
        try {
            return new Gateway((ReactiveWebServerApplicationContext) application.run());
        } catch (RuntimeException e) {
            throw portTaken(e) ? new InvalidInput(taken(settings)) : e;
        }
    }

    private static boolean portTaken(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException) {
                return true;
            }
        }
        return false;
    }

    private static String taken(GatewaySettings settings) {
        return "The gateway cannot start: port " + settings.port()
                + " on 127.0.0.1 is taken by another process. Stop that process, or give another SKERRY_GATEWAY_PORT.";
    }

    /** A running gateway. */
    record Gateway(ReactiveWebServerApplicationContext context) implements AutoCloseable {

        int port() {
            var server = context.getWebServer();
            return server == null ? 0 : server.getPort();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
