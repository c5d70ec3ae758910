package io.skerry.store.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.store.Change;
import io.skerry.store.Compare;
import io.skerry.store.EdgeStore;
import io.skerry.store.Entry;
import io.skerry.store.Operation;
import io.skerry.store.Txn;
import io.skerry.store.TxnResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.dataformat.cbor.CBORMapper;

class WireTests {

    private static final Entry ENTRY = new Entry("a", new byte[] {1, -1, 0}, 3, 5, 7);

    static Stream<Request> everyRequest() {
        return Stream.of(
                new Request.Hello(1),
                new Request.Transact(
                        1,
                        Txn.of(Operation.put("a", new byte[] {1}, 9), Operation.delete("b"))
                                .when(new Compare("c", 4))),
                new Request.Get(2, "a"),
                new Request.Browse(3, ""),
                new Request.Revision(4),
                new Request.Grant(5, 1000),
                new Request.Renew(6, 1),
                new Request.Revoke(7, 1),
                new Request.Watch(8, "a/", 5, 16),
                new Request.More(8, 8),
                new Request.Unwatch(8));
    }

    static Stream<Answer> everyAnswer() {
        return Stream.of(
                new Answer.Welcome(1, "id", 5),
                new Answer.Failed(1, "no"),
                new Answer.Transacted(1, new TxnResult(true, 9)),
                new Answer.Got(1, ENTRY),
                new Answer.Got(1, null),
                new Answer.Listed(1, 9, List.of(ENTRY), true),
                new Answer.Numbered(1, Long.MAX_VALUE),
                new Answer.Renewed(1, true),
                new Answer.Revoked(1),
                new Answer.Changed(1, 9, List.of(new Change("a", 5, ENTRY), new Change("b", 5, null)), false),
                new Answer.Progressed(1, 9),
                new Answer.Compacted(1, 9));
    }

    @ParameterizedTest
    @MethodSource("everyRequest")
    void readsEveryRequestItWrites(Request request) throws IOException {
        assertThat(Wire.request(Wire.encode(request)))
                .usingRecursiveComparison()
                .isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("everyAnswer")
    void readsEveryAnswerItWrites(Answer answer) throws IOException {
        assertThat(Wire.answer(Wire.encode(answer))).usingRecursiveComparison().isEqualTo(answer);
    }

    /** A newer process must go on understanding an older one; a changed line here is a new protocol. */
    @Test
    void writesTheBytesThatOtherVersionsKnow() throws IOException {
        var written = Stream.concat(
                        everyRequest().map(Wire::encode), everyAnswer().map(Wire::encode))
                .map(HexFormat.of()::formatHex)
                .toList();

        try (var golden = Objects.requireNonNull(WireTests.class.getResourceAsStream("wire-1.txt"))) {
            assertThat(new String(golden.readAllBytes(), StandardCharsets.US_ASCII).lines())
                    .containsExactlyElementsOf(written);
        }
    }

    @Test
    void letsANewerPeersFieldsPass() throws IOException {
        var newer = new CBORMapper()
                .writeValueAsBytes(List.of("Get", java.util.Map.of("id", 2, "key", "a", "quickly", true)));

        assertThat(Wire.request(newer)).isEqualTo(new Request.Get(2, "a"));
    }

    @Test
    void refusesWhatIsNoRequest() {
        assertThatThrownBy(() -> Wire.request(new byte[] {1, 2, 3}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no Request");
    }

    @Test
    void fitsTheLargestTransactionIntoAFrame() {
        var operations = Collections.nCopies(
                        EdgeStore.MAX_OPERATIONS,
                        Operation.put("k".repeat(EdgeStore.MAX_KEY), new byte[EdgeStore.MAX_TRANSACTION / 128]))
                .toArray(Operation[]::new);
        var compares = Collections.nCopies(500, new Compare("k".repeat(EdgeStore.MAX_KEY), Long.MAX_VALUE));

        var frame = Wire.encode(new Request.Transact(1, new Txn(compares, List.of(operations))));

        assertThat(frame).hasSizeLessThan(Wire.MAX_FRAME);
    }

    @Test
    void cutsAListIntoPartsThatMakeItUpAgain() {
        var sizes = Stream.iterate(1L, s -> s < 1 << 20, s -> s * 2).toList();

        var parts = Wire.parts(sizes, Long::longValue);

        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(parts.stream().flatMap(List::stream)).containsExactlyElementsOf(sizes);
        assertThat(Wire.parts(List.<Long>of(), Long::longValue)).containsExactly(List.of());
    }
}
