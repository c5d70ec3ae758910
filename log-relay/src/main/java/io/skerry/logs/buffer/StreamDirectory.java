package io.skerry.logs.buffer;

import io.skerry.model.log.LogStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every stream the buffer knows: those with lines in it and those that may still get some. */
final class StreamDirectory {

    private static final int MOST_ENDED = 10_000;

    private final Map<LogStream, StreamState> byStream = new HashMap<>();
    private final Map<Integer, StreamState> byNumber = new HashMap<>();
    private int highest;

    synchronized @Nullable StreamState get(LogStream stream) {
        return byStream.get(stream);
    }

    synchronized @Nullable StreamState get(int number) {
        return byNumber.get(number);
    }

    synchronized int nextNumber() {
        return highest + 1;
    }

    synchronized void put(StreamState state) {
        byStream.put(state.stream(), state);
        byNumber.put(state.number(), state);
        highest = Math.max(highest, state.number());
    }

    synchronized List<StreamState> matching(Predicate<StreamState> wanted) {
        return byStream.values().stream().filter(wanted).toList();
    }

    /** Forgets ended streams that have no line from the given index on, and the oldest where there are too many. */
    synchronized void forgetBefore(long index) {
        var ended = new ArrayList<>(matching(StreamState::ended));
        ended.sort(Comparator.comparingLong(StreamState::last));
        int tooMany = ended.size() - MOST_ENDED;
        for (int i = 0; i < ended.size(); i++) {
            var state = ended.get(i);
            if (i < tooMany || state.last() < index) {
                byStream.remove(state.stream());
                byNumber.remove(state.number());
            }
        }
    }
}
