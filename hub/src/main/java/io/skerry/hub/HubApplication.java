package io.skerry.hub;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The hub's process. */
@SpringBootApplication
public class HubApplication {

    /** Starts the hub from environment variables; see {@link HubSettings}. */
    public static void main(String[] args) {
        try {
            start(HubSettings.from(System.getenv()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** Starts a hub; returns once it answers. */
    public static ConfigurableApplicationContext start(HubSettings settings) {
        var application = new SpringApplication(HubApplication.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("hubSettings", settings));
        application.setDefaultProperties(Map.of(
                "server.address", "127.0.0.1",
                "server.port", settings.port(),
                "server.shutdown", "graceful",
                "spring.lifecycle.timeout-per-shutdown-phase", "5s",
                "spring.threads.virtual.enabled", true,
                "spring.main.banner-mode", "off",
                "spring.mvc.problemdetails.enabled", false,
                "spring.mvc.async.request-timeout", "-1",
                "spring.jackson.default-property-inclusion", "non_null",
                // A peer that breaks off is its own affair, and the link says what it means for a session.
                "logging.level.reactor.netty.channel", "error"));
        return application.run();
    }
}
