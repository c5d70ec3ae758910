package io.skerry.build.pack;

import io.skerry.build.tool.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out which C library the compiled parts of a slug need: the newest version that this platform's ELF files name. Packages bring files
 * for other platforms along; those do not count.
 */
final class NativeCode {

    static final String LIBRARY = "glibc";

    private static final int MACHINE_AT = 18;
    private static final int X86_64 = 62;
    private static final int AARCH64 = 183;
    private static final long LARGEST = 512L << 20;
    private static final Pattern NEEDED = Pattern.compile("GLIBC_(2\\.\\d{1,3})");

    private NativeCode() {}

    /** Such as {@code 2.17}; empty if nothing compiled is in it. */
    static Optional<String> library(Path slug, String platform) throws IOException {
        var machine = platform.endsWith("arm64") ? AARCH64 : X86_64;
        var newest = new Version(0, 0, 0);
        try (var files = Files.walk(slug)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isFor(machine, file)) {
                    newest = Stream.of(newest, needed(file))
                            .max(Comparator.naturalOrder())
                            .get();
                }
            }
        }
        return newest.major() == 0 ? Optional.empty() : Optional.of(newest.majorMinor());
    }

    private static boolean isFor(int machine, Path file) throws IOException {
        var size = Files.size(file);
        if (size <= MACHINE_AT || size > LARGEST) {
            return false;
        }
        try (var stream = Files.newInputStream(file)) {
            var head = stream.readNBytes(MACHINE_AT + 1);
            return head[0] == 0x7f
                    && head[1] == 'E'
                    && head[2] == 'L'
                    && head[3] == 'F'
                    && (head[MACHINE_AT] & 0xff) == machine;
        }
    }

    /** The names of symbol versions stand in the file as plain text. */
    private static Version needed(Path file) throws IOException {
        var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        return NEEDED.matcher(text)
                .results()
                .flatMap(match -> Version.find(match.group(1)).stream())
                .max(Comparator.naturalOrder())
                .orElse(new Version(0, 0, 0));
    }
}
