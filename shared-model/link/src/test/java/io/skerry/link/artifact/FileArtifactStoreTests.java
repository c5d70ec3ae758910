package io.skerry.link.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.model.artifact.ArtifactMismatch;
import io.skerry.model.error.InvalidInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArtifactStoreTests {

    private static final byte[] HELLO = "hello, harbour".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private FileArtifactStore store;
    private String digest;

    @BeforeEach
    void open() throws IOException {
        store = FileArtifactStore.open(folder);
        digest = FileArtifactStore.open(folder.resolve("other")).put(new ByteArrayInputStream(HELLO));
    }

    @Test
    void namesWhatItStoresByItsContent() throws IOException {
        var found = store.put(new ByteArrayInputStream(HELLO));

        assertThat(found).isEqualTo(digest).matches("sha256:[0-9a-f]{64}");
        assertThat(store.size(found)).isEqualTo(OptionalLong.of(HELLO.length));
        assertThat(read(found, 7)).isEqualTo("harbour");
        assertThat(store.file(found)).hasBinaryContent(HELLO);
    }

    @Test
    void showsAnAppendedArtifactOnlyWhenItIsWhole() throws IOException {
        store.append(digest, 0, HELLO.length, slice(0, 5));

        assertThat(store.size(digest)).isEmpty();
        assertThatThrownBy(() -> store.file(digest)).isInstanceOf(IOException.class);

        store.append(digest, 5, HELLO.length, slice(5, HELLO.length));

        assertThat(read(digest, 0)).isEqualTo("hello, harbour");
        assertThat(store.received(digest)).isZero();
    }

    @Test
    void goesOnAfterACrashWhereItStopped() throws IOException {
        store.append(digest, 0, HELLO.length, slice(0, 5));

        var again = FileArtifactStore.open(folder);
        assertThat(again.received(digest)).isEqualTo(5);
        again.append(digest, 5, HELLO.length, slice(5, HELLO.length));

        assertThat(again.size(digest)).isPresent();
    }

    @Test
    void refusesBytesThatDoNotFollow() throws IOException {
        store.append(digest, 0, HELLO.length, slice(0, 5));

        assertThatThrownBy(() -> store.append(digest, 9, HELLO.length, slice(9, 10)))
                .hasMessageContaining("do not follow");
        assertThatThrownBy(() -> store.append(digest, 5, 6, slice(5, 10))).hasMessageContaining("do not follow");
        assertThat(store.received(digest)).isEqualTo(5);
    }

    @Test
    void dropsWhatArrivedWithAnotherDigest() throws IOException {
        var wrong = "sha256:" + "0".repeat(64);

        assertThatThrownBy(() -> store.append(wrong, 0, HELLO.length, HELLO)).isInstanceOf(ArtifactMismatch.class);

        assertThat(store.received(wrong)).isZero();
        assertThat(store.size(wrong)).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenTheStreamBreaks() {
        var broken = new SequenceInputStream(new ByteArrayInputStream(HELLO), new CutLine());

        assertThatThrownBy(() -> store.put(broken)).hasMessageContaining("the line was cut");
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
        assertThat(folder.resolve("sha256")).isEmptyDirectory();
    }

    @Test
    void refusesADigestThatCouldLeaveTheFolder() {
        assertThatThrownBy(() -> store.file("sha256:../../etc/passwd")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> store.size("md5:0")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void storesAnEmptyArtifact() throws IOException {
        var empty = FileArtifactStore.open(folder.resolve("other")).put(InputStream.nullInputStream());

        store.append(empty, 0, 0, new byte[0]);

        assertThat(store.size(empty)).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void keepsOneCopyWhenManyPutTheSame() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var put :
                    threads.invokeAll(Collections.nCopies(20, () -> store.put(new ByteArrayInputStream(HELLO))))) {
                assertThat(put.get()).isEqualTo(digest);
            }
        }

        assertThat(read(digest, 0)).isEqualTo("hello, harbour");
        try (var files = Files.list(folder.resolve("sha256"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void forgetsWhatIsDeleted() throws IOException {
        store.put(new ByteArrayInputStream(HELLO));

        store.delete(digest);
        store.delete(digest);

        assertThat(store.size(digest)).isEmpty();
    }

    private String read(String name, long offset) throws IOException {
        try (var in = store.open(name, offset)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final class CutLine extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the line was cut");
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return read();
        }
    }

    private static byte[] slice(int from, int to) {
        return java.util.Arrays.copyOfRange(HELLO, from, to);
    }
}
