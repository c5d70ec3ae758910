package io.skerry.link.codec;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.Message;
import io.skerry.model.message.Refused;
import io.skerry.model.message.Report;
import io.skerry.model.message.Unsupported;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.dataformat.cbor.CBORMapper;

class MessageCodecTests {

    private static final CBORMapper CBOR = new CBORMapper();

    static Set<String> everyMessage() {
        return EveryMessage.byName().keySet();
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void writesWhatProtocolOneFroze(String name) throws IOException {
        var message = EveryMessage.byName().get(name);

        assertThat(MessageCodec.encode(message)).isEqualTo(golden(name));
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void readsWhatProtocolOneFroze(String name) throws IOException {
        var message = EveryMessage.byName().get(name);

        var read = MessageCodec.decode(MessageCodec.type(message), golden(name));

        assertThat(read).usingRecursiveComparison().isEqualTo(message);
    }

    @Test
    void hasAGoldenFileForEveryMessage() {
        var frozen =
                EveryMessage.byName().values().stream().map(Object::getClass).collect(toSet());

        assertThat(frozen).isEqualTo(Set.copyOf(Arrays.asList(Message.class.getPermittedSubclasses())));
    }

    @Test
    void answersATypeItDoesNotKnow() {
        assertThat(MessageCodec.decode("teleport", new byte[] {1, 2, 3})).isEqualTo(new Unsupported("teleport"));
    }

    @Test
    void letsFieldsOfANewerVersionPass() {
        var body = CBOR.writeValueAsBytes(Map.of("type", "x", "colour", "blue", "nested", List.of(Map.of("a", 1))));

        assertThat(MessageCodec.decode("unsupported", body)).isEqualTo(new Unsupported("x"));
    }

    @Test
    void mapsAnErrorCodeOfANewerVersionToUnknown() {
        var body = CBOR.writeValueAsBytes(Map.of("cause", Map.of("code", "sunspots", "message", "m")));

        assertThat(((Refused) MessageCodec.decode("refused", body)).cause().code())
                .isEqualTo(ErrorCode.UNKNOWN);
    }

    @Test
    void readsAReportOfAnItemItDoesNotKnow() {
        var body = CBOR.writeValueAsBytes(Map.of(
                "epoch",
                Map.of("incarnation", "i", "number", 1),
                "seq",
                3,
                "ageMillis",
                0,
                "item",
                Map.of("item", "smell")));

        var report = (Report) MessageCodec.decode("report", body);

        assertThat(report.seq()).isEqualTo(3);
        assertThat(report.item()).isNull();
    }

    @Test
    void refusesBytesThatAreNoSuchMessage() {
        assertThatThrownBy(() -> MessageCodec.decode("put", "not cbor".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("put");
    }

    private static byte[] golden(String name) throws IOException {
        try (var in = MessageCodecTests.class.getResourceAsStream("/golden/1/" + name + ".cbor")) {
            assertThat(in).as("golden file of " + name).isNotNull();
            return in.readAllBytes();
        }
    }
}
