package io.skerry.gateway;

import io.skerry.gateway.address.AddressBook;
import io.skerry.gateway.guard.ServerLimits;
import io.skerry.gateway.http.ProxyFilter;
import io.skerry.gateway.http.RefusalHandler;
import io.skerry.gateway.http.RouteMapping;
import io.skerry.gateway.http.WebSocketForward;
import io.skerry.gateway.intake.EdgeIntake;
import io.skerry.gateway.intake.StoreSource;
import io.skerry.gateway.intake.TableFile;
import io.skerry.gateway.intake.TableInstaller;
import io.skerry.gateway.intake.TableReporter;
import io.skerry.gateway.measure.Measures;
import io.skerry.gateway.measure.RouteMeters;
import io.skerry.gateway.route.LiveTable;
import io.skerry.gateway.stream.Relays;
import io.skerry.measure.MeasureFiles;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.resources.LoopResources;

/**
 * Every part of the process, named one by one. Nothing is configured by what lies on the class path: no endpoint, route source or
 * expression of Spring Cloud Gateway exists here that this list does not show.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
class GatewayConfiguration {

    static final String LIFECYCLE = "lifecycleProcessor";
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    @Bean(destroyMethod = "dispose")
    LoopResources eventLoops() {
        return LoopResources.create("gateway", Math.max(2, Runtime.getRuntime().availableProcessors()), true);
    }

    @Bean
    LiveTable liveTable() {
        return new LiveTable();
    }

    @Bean
    AddressBook addressBook(LoopResources eventLoops, GatewaySettings settings) {
        return new AddressBook(eventLoops, settings.answerTimeout(), settings.drainLimit());
    }

    @Bean
    Relays relays(LoopResources eventLoops, LiveTable live, AddressBook addresses) {
        return new Relays(eventLoops, live, addresses);
    }

    /** Serves the last good table before the web server listens: beans are made first. */
    @Bean(initMethod = "start")
    EdgeIntake edgeIntake(
            StoreSource source, GatewaySettings settings, LiveTable live, AddressBook addresses, Relays relays) {
        return new EdgeIntake(
                source,
                new TableFile(settings.tableFolder()),
                new TableInstaller(live, addresses, relays),
                new TableReporter(settings.name(), live, addresses, relays));
    }

    @Bean
    ApplicationListener<ReactiveWebServerInitializedEvent> liveOnceItListens(EdgeIntake intake) {
        return listening -> intake.listening();
    }

    @Bean
    WebSocketForward webSocketForward(LoopResources eventLoops, GatewaySettings settings) {
        return new WebSocketForward(eventLoops, settings.answerTimeout());
    }

    @Bean
    ApplicationListener<ContextClosedEvent> tunnelsCloseFirst(WebSocketForward webSocket) {
        return closed -> webSocket.closeTunnels();
    }

    @Bean
    RouteMeters routeMeters(GatewaySettings settings, LiveTable live) {
        return new RouteMeters(settings.name(), live);
    }

    @Bean(initMethod = "start")
    Measures measures(RouteMeters routes, LiveTable live, RefusalHandler refusals, GatewaySettings settings) {
        var files = new MeasureFiles(settings.tableFolder());
        return new Measures(routes, live, refusals, files, settings.dataCenter());
    }

    @Bean
    ProxyFilter proxyFilter(LiveTable live, AddressBook addresses, WebSocketForward webSocket, RouteMeters meters) {
        return new ProxyFilter(live, addresses, webSocket, meters);
    }

    @Bean
    FilteringWebHandler filteringWebHandler(List<GlobalFilter> filters) {
        return new FilteringWebHandler(filters, true);
    }

    @Bean(WebHttpHandlerBuilder.WEB_HANDLER_BEAN_NAME)
    RouteMapping routeMapping(FilteringWebHandler handler, LiveTable live, Environment environment) {
        return new RouteMapping(handler, live, environment);
    }

    @Bean
    RefusalHandler refusalHandler() {
        return new RefusalHandler(InstantSource.system());
    }

    @Bean
    HttpHandler httpHandler(ApplicationContext context) {
        return WebHttpHandlerBuilder.applicationContext(context).build();
    }

    @Bean
    NettyReactiveWebServerFactory webServerFactory(LoopResources eventLoops, GatewaySettings settings) {
        var factory = new NettyReactiveWebServerFactory(settings.port());
        factory.setAddress(InetAddress.getLoopbackAddress());
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.addServerCustomizers(ServerLimits.DEFAULT.on(eventLoops));
        return factory;
    }

    /** Requests in flight at SIGTERM have this long to end. */
    @Bean(LIFECYCLE)
    DefaultLifecycleProcessor lifecycleProcessor() {
        var processor = new DefaultLifecycleProcessor();
        processor.setTimeoutPerShutdownPhase(STOP_WITHIN.toMillis());
        return processor;
    }
}
