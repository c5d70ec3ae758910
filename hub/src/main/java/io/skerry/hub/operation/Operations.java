package io.skerry.hub.operation;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.store.Statuses;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.release.OperationState;
import io.skerry.model.release.OperationState.State;
import io.skerry.model.resource.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Starts long actions and says how they are. */
@Service
public final class Operations {

    private static final int LARGEST = 256 << 10;

    private final Resources resources;
    private final Statuses statuses;
    private final OperationRepository leases;
    private final OperationDriver driver;

    Operations(Resources resources, Statuses statuses, OperationRepository leases, OperationDriver driver) {
        this.resources = resources;
        this.statuses = statuses;
        this.leases = leases;
        this.driver = driver;
    }

    /** Starts an action in the running transaction. */
    public Stored start(
            Caller caller, @Nullable String tenant, String action, String target, Object input, boolean cancelable) {
        return start(caller, tenant, "op-" + UUID.randomUUID(), action, target, input, cancelable);
    }

    /** Starts an action whose name is known before; one of that name that exists already is returned as it is. */
    public Stored start(
            Caller caller,
            @Nullable String tenant,
            String name,
            String action,
            String target,
            Object input,
            boolean cancelable) {
        var place = place(tenant);
        var existing = resources.find(place, name);
        if (existing.isPresent()) {
            return existing.get();
        }
        var spec = new OperationSpec(action, target, caller.subject(), Json.tree(input));
        if (Json.bytes(spec).length > LARGEST) {
            throw HubException.of(
                    ErrorCode.TOO_LARGE, "What '" + action + "' is to do takes more than 256 KiB to say.", null);
        }
        var stored = resources.create(caller, place, name, Map.of(), Json.tree(spec));
        statuses.put(
                stored,
                new OperationState(
                        action, target, caller.subject(), List.of(), 0, cancelable, State.QUEUED, null, null));
        leases.open(stored.uid());
        Database.afterCommit(driver::wake);
        return stored;
    }

    /** Whether a later one of the same action was begun for that application of its tenant. */
    public boolean isOvertaken(Stored operation, String application) {
        return leases.isOvertaken(operation, operation.spec(OperationSpec.class).action(), application);
    }

    /** How an operation is. */
    public OperationState state(Stored operation) {
        return Json.read(statuses.of(operation).getFirst().body(), OperationState.class);
    }

    /** The operation of that name, whosever it is. */
    public Optional<Stored> find(String name) {
        return leases.find(name).flatMap(resources::find);
    }

    /** Asks for an end; its handler ends it when it can. Nothing happens to one that ended. */
    public OperationState cancel(Stored operation) {
        // A step that read how it was before would write over what is asked for here.
        leases.lock(operation.uid());
        var state = state(operation);
        if (state.state().ended() || !state.cancelable()) {
            return state;
        }
        var cancelling = OperationStates.with(state, State.CANCELLING);
        statuses.put(operation, cancelling);
        Database.afterCommit(driver::wake);
        return cancelling;
    }

    /** Tries one again that was set aside after it failed too often; false if that is not how it ended. */
    public boolean retry(Stored operation) {
        if (!leases.openAgain(operation.uid(), Patience.USUAL.tries())) {
            return false;
        }
        statuses.put(operation, OperationStates.again(state(operation)));
        Database.afterCommit(driver::wake);
        return true;
    }

    /** Where a tenant's operations are, or the platform's. */
    static Place place(@Nullable String tenant) {
        return new Place(Kind.OPERATION, tenant, "");
    }
}
