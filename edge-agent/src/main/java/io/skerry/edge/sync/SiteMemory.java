package io.skerry.edge.sync;

import io.skerry.edge.sync.SiteState.Held;
import io.skerry.edge.sync.SiteState.Progress;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.Epoch;
import io.skerry.model.site.Holding;
import io.skerry.model.site.SiteHead;
import io.skerry.model.site.SiteObject;
import io.skerry.store.Compare;
import io.skerry.store.EdgeStore;
import io.skerry.store.Operation;
import io.skerry.store.Txn;
import io.skerry.store.value.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** What the edge store remembers of the link. */
public final class SiteMemory {

    static final String PROGRESS = EdgeKey.SYNC + "progress";
    static final String EPOCH = EdgeKey.SYNC + "epoch";

    private final EdgeStore store;

    public SiteMemory(EdgeStore store) {
        this.store = store;
    }

    /** How far this data center is, for a {@link io.skerry.model.message.Hello}. */
    public SiteHead head() {
        return state().head();
    }

    /** The sum over what it holds, from the objects themselves. */
    public String holding() {
        return state().holding().text();
    }

    /**
     * Makes the epoch the one that counts here, unless a later one of the same incarnation does already. Returns the condition under which
     * that session may write.
     */
    public Optional<Compare> enter(Epoch epoch) {
        var entry = store.get(EPOCH);
        if (entry != null) {
            var known = Values.read(entry.value(), Epoch.class);
            if (known.incarnation().equals(epoch.incarnation()) && known.number() >= epoch.number()) {
                return Optional.empty();
            }
        }
        var unchanged = entry == null ? Compare.absent(EPOCH) : Compare.unchanged(entry);
        var result = store.txn(Txn.of(Operation.put(EPOCH, Values.write(epoch))).when(unchanged));
        return result.done() ? Optional.of(new Compare(EPOCH, result.revision())) : Optional.empty();
    }

    SiteState state() {
        var entry = store.get(EdgeKey.HEAD);
        var head = entry == null ? SiteState.EMPTY.head() : Values.read(entry.value(), SiteHead.class);
        var objects = new HashMap<String, Held>();
        for (var wanted : store.list(EdgeKey.WANTED).entries()) {
            var object = Values.read(wanted.value(), SiteObject.class);
            if (Holding.digest(object.body()).equals(object.digest())) {
                objects.put(wanted.key(), new Held(object.version(), object.digest()));
            }
        }
        return new SiteState(head, progress(), objects);
    }

    /** Writes if the session still counts; false if a later one does. */
    boolean commit(List<Operation> operations, Compare session) {
        return operations.isEmpty()
                || store.txn(new Txn(List.of(session), operations)).done();
    }

    private Progress progress() {
        var entry = store.get(PROGRESS);
        return entry == null ? SiteState.EMPTY.progress() : Values.read(entry.value(), Progress.class);
    }
}
