package io.skerry.gateway.http;

import io.skerry.gateway.route.LiveTable;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.env.Environment;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks the host up in the live table instead of asking predicates one by one. No route is ever made from text, so there is nothing an
 * expression could hide in, and a new table needs no refresh. Handles requests itself, without Spring's dispatcher, which would answer
 * CORS preflights in the application's place.
 */
public final class RouteMapping extends RoutePredicateHandlerMapping implements WebHandler {

    private static final Route TO_THE_TABLE = Route.async()
            .id("table")
            .uri("http://table")
            .predicate(exchange -> true)
            .build();

    private final LiveTable live;

    public RouteMapping(FilteringWebHandler handler, LiveTable live, Environment environment) {
        super(handler, Flux::empty, new GlobalCorsProperties(), environment);
        this.live = live;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        return getHandlerInternal(exchange).cast(WebHandler.class).flatMap(found -> found.handle(exchange));
    }

    @Override
    protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
        var host = Call.of(exchange).host();
        if (live.current().host(host) == null) {
            return Mono.error(Refusal.unknownHost(host));
        }
        return Mono.just(TO_THE_TABLE);
    }
}
