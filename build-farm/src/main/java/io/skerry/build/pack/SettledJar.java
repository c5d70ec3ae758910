package io.skerry.build.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes the hour of the build out of a jar that a plugin of old made, so that the same source gives the same bytes: one time for all entries,
 * the manifest first and the others in order, no date in what Maven notes about itself.
 */
final class SettledJar {

    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);
    private static final String META = "META-INF/";

    private SettledJar() {}

    /** Leaves alone what is signed, and what says no hour already. */
    static void settle(Path jar) throws IOException {
        var settled = jar.resolveSibling(jar.getFileName() + ".settled");
        try (var from = new ZipFile(jar.toFile())) {
            var entries = Collections.list(from.entries()).stream()
                    .map(ZipEntry.class::cast)
                    .sorted(Comparator.comparingInt(SettledJar::rank).thenComparing(ZipEntry::getName))
                    .toList();
            if (isSettled(entries)) {
                return;
            }
            try (var to = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(settled)))) {
                for (var entry : entries) {
                    copy(from, entry, to);
                }
            }
        }
        Files.move(settled, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isSettled(List<ZipEntry> entries) {
        var signed = entries.stream().anyMatch(entry -> entry.getName().matches("META-INF/[^/]+\\.SF"));
        return signed
                || entries.stream().allMatch(entry -> !entry.getTimeLocal().isAfter(TIME.plusDays(1)));
    }

    private static int rank(ZipEntry entry) {
        return entry.getName().equals(META) ? 0 : entry.getName().equals(META + "MANIFEST.MF") ? 1 : 2;
    }

    private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
        var copied = new ZipEntry(entry.getName());
        copied.setTimeLocal(TIME);
        if (entry.getName().startsWith(META + "maven/") && entry.getName().endsWith("pom.properties")) {
            to.putNextEntry(copied);
            try (var content = from.getInputStream(entry)) {
                to.write(undated(content.readAllBytes()));
            }
        } else {
            copied.setMethod(entry.getMethod());
            if (entry.getMethod() == ZipEntry.STORED) {
                // jars within a jar are read where they lie
                copied.setSize(entry.getSize());
                copied.setCrc(entry.getCrc());
            }
            to.putNextEntry(copied);
            try (var content = from.getInputStream(entry)) {
                content.transferTo(to);
            }
        }
        to.closeEntry();
    }

    private static byte[] undated(byte[] properties) {
        return new String(properties, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
