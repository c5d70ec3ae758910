package io.skerry.hub.application;

import io.skerry.hub.api.Caller;
import io.skerry.hub.operation.Operations;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.resource.Kind;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Takes things away: they stay, {@code deleting}, until every data center confirmed. */
@Service
public final class Deletions {

    /** Names the handler of deletions. */
    static final String ACTION = "delete";

    private final Operations operations;
    private final Resources resources;

    Deletions(Operations operations, Resources resources) {
        this.operations = operations;
        this.resources = resources;
    }

    /** Starts the operation {@code delete-<uid>}; an application takes its components and routes along. */
    public void begin(Caller caller, Stored object) {
        operations.start(
                caller,
                object.place().tenant(),
                "delete-" + object.uid(),
                ACTION,
                object.path(),
                Map.of("uid", object.uid().toString()),
                false);
        if (object.place().kind() == Kind.APPLICATION) {
            for (var part : parts(object, List.of(Kind.ROUTE, Kind.COMPONENT))) {
                resources.delete(caller, part.place(), part.name(), null);
            }
        }
    }

    /** The parts of an application of some kinds. */
    List<Stored> parts(Stored application, List<Kind> kinds) {
        var tenant = String.valueOf(application.place().tenant());
        return kinds.stream()
                .flatMap(kind -> resources.all(Place.application(kind, tenant, application.name())).stream())
                .toList();
    }
}
