package io.skerry.edge.report;

import io.skerry.edge.report.BootClock.Moment;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.AllTold;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Report;
import io.skerry.model.message.StatusItem;
import io.skerry.store.Change;
import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStore.Listing;
import io.skerry.store.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be reported, from the store's keys to numbered reports and back to what may be forgotten. It reads and writes the store; it
 * has no network, no clock and no thread of its own, and is called by one at a time.
 */
public final class ReportDesk {

    /** What a {@link Listing} must have come of before the desk vouches that all was told. */
    public static final List<String> FEEDS = List.of(EdgeKey.SEEN, EdgeKey.TABLES, EdgeKey.ANSWERS);

    private static final long VOUCH_MILLIS = 2_000;
    private static final int WINDOW = 64;

    private final EdgeStore store;
    private final OutboxMemory memory;
    private final Outbox outbox = new Outbox();
    private final AnswerDesk answers;
    private final Set<String> listed = new HashSet<>();
    /** What is to be forgotten. */
    private final List<Marker> told = new ArrayList<>();
    /** What has a number that is not durable yet. */
    private List<Marker> unsaved = List.of();
    /** The highest number that is durable. */
    private long saved;

    private @Nullable Moment vouched;

    /** @param ready called, on any thread, when this revision of an answer may be told: hand it to {@link #ready} */
    public ReportDesk(EdgeStore store, ArtifactUpload upload, ObjLongConsumer<String> ready) {
        this.store = store;
        this.memory = new OutboxMemory(store);
        this.answers = new AnswerDesk(memory, outbox, upload, ready);
    }

    /** Takes up what an earlier life numbered. Called first. */
    public void restore() {
        var markers = memory.markers();
        outbox.restore(markers);
        saved = highest(markers);
    }

    /** These are all the keys under the prefix. */
    public void listed(String prefix, Listing listing, Moment now) {
        listing.entries().forEach(entry -> noted(entry, now));
        listed.add(prefix);
        var keys = listing.entries().stream().map(Entry::key).collect(Collectors.toSet());
        outbox.onlyThese(prefix, keys, listing.revision(), now);
    }

    /** How many reports the hub has not stored yet. */
    int unacknowledged() {
        return outbox.unacknowledged();
    }

    /** How old the oldest change is that the hub does not know, in milliseconds. */
    long behindMillis(Moment now) {
        return outbox.behindMillis(now);
    }

    /** Keys changed. */
    public void changed(List<Change> changes, Moment now) {
        for (var change : changes) {
            if (change.entry() != null) {
                noted(change.entry(), now);
            } else if (!change.key().startsWith(EdgeKey.ANSWERS)) {
                outbox.gone(change.key(), change.revision(), now);
            }
        }
    }

    /** This revision of an answer may be told. */
    public void ready(String key, long revision, Moment now) {
        outbox.seen(key, revision, now);
    }

    /** A new session: the hub has stored the reports up to a number. */
    public void connected(long stored) {
        told.addAll(outbox.connected(stored));
    }

    /** The hub has stored the reports up to a number. */
    public void acknowledged(long seq) {
        told.addAll(outbox.acknowledged(seq));
        answers.trim(told::add);
    }

    /** How long until more may be told; empty if nothing waits. */
    public OptionalLong nextDueMillis(Moment now) {
        return outbox.nextDueMillis(now);
    }

    /**
     * Forgets what was told, but for the highest number: a life that did not know it would give it again, to what the hub then takes for
     * told.
     */
    public void forgetTold() {
        var past = told.stream().filter(marker -> marker.seq() < saved).toList();
        if (!past.isEmpty()) {
            memory.forget(past);
            told.removeAll(past);
        }
    }

    /** Numbers what may be told now. Nothing is sent before it is {@link #save}d. */
    public void number(Moment now) {
        unsaved = outbox.due(now);
        // A key that came back has its new marker in the old one's place.
        var keys = unsaved.stream().map(Marker::key).collect(Collectors.toSet());
        told.removeIf(marker -> keys.contains(marker.key()));
    }

    /** Makes the numbers durable. */
    public void save() {
        if (!unsaved.isEmpty()) {
            memory.save(unsaved);
            saved = Math.max(saved, highest(unsaved));
            unsaved = List.of();
        }
    }

    /** The next to send, in this order; each is {@link #sent} after it was. */
    public List<Marker> unsent() {
        return outbox.unsent(WINDOW);
    }

    /** It was handed to the session. */
    public void sent(Marker marker) {
        outbox.sent(marker.seq());
    }

    /** What the marker says now; empty if another marker will say it. */
    public Optional<Report> report(Marker marker, Epoch epoch, Moment now) {
        if (marker.gone()) {
            return Optional.of(OutboxMemory.report(marker, epoch, new StatusItem(marker.key(), null), now));
        }
        // An answer that changed again may wait for its artifact: it will have a number of its own.
        return memory.entry(marker)
                .filter(entry ->
                        !marker.key().startsWith(EdgeKey.ANSWERS) || outbox.isNoted(marker.key(), entry.modified()))
                .map(entry -> OutboxMemory.report(marker, epoch, OutboxMemory.item(entry), now));
    }

    /** Says now and then how old the hub's picture is; not before all was looked at, nor while the store does not answer. */
    public Optional<Report> vouch(Epoch epoch, Moment now) {
        if (!listed.containsAll(FEEDS) || (vouched != null && vouched.ageMillis(now) < VOUCH_MILLIS)) {
            return Optional.empty();
        }
        store.revision();
        vouched = now;
        return Optional.of(new Report(epoch, 0, outbox.behindMillis(now), new AllTold()));
    }

    private static long highest(List<Marker> markers) {
        return markers.stream().mapToLong(Marker::seq).max().orElse(0);
    }

    private void noted(Entry entry, Moment now) {
        if (entry.key().startsWith(EdgeKey.ANSWERS)) {
            answers.noted(entry);
        } else {
            outbox.seen(entry.key(), entry.modified(), now);
        }
    }
}
