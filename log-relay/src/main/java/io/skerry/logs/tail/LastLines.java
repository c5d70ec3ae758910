package io.skerry.logs.tail;

import io.skerry.logs.buffer.Batch;
import io.skerry.logs.buffer.BufferReader;
import io.skerry.logs.buffer.Glance;
import io.skerry.logs.buffer.StreamState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;

/**
 * Where the last lines of some streams lie. Every batch names the one before it of its stream, so finding them takes no look at what
 * other streams wrote between.
 *
 * @param indexes of the batches, rising
 * @param surplus how many lines of a stream's first batch are too many, by the stream's number
 */
record LastLines(long[] indexes, Map<Integer, Integer> surplus) {

    /**
     * Goes back through each stream.
     *
     * @param wanted lines per stream
     * @param since batches before it end the way back, in milliseconds since 1970
     * @param glance which batches are looked into, if any
     * @param count how many of a batch's lines count
     */
    static LastLines of(
            BufferReader reader,
            List<StreamState> streams,
            int wanted,
            long since,
            Glance glance,
            ToIntFunction<Batch> count) {
        var indexes = LongStream.builder();
        var surplus = new HashMap<Integer, Integer>();
        for (var stream : streams) {
            long found = 0;
            long index = stream.last();
            while (index != 0 && found < wanted) {
                var batch = reader.at(index, glance);
                if (batch == null || batch.number() != stream.number() || batch.at() < since) {
                    break;
                }
                int lines = count.applyAsInt(batch);
                if (lines > 0) {
                    indexes.add(index);
                    found += lines;
                }
                index = batch.previous();
            }
            surplus.put(stream.number(), (int) Math.max(0, found - wanted));
        }
        return new LastLines(indexes.build().sorted().toArray(), surplus);
    }
}
