package io.skerry.build.source;

import io.skerry.build.failure.BuildFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;

/**
 * Follows every link below a folder by hand, part by part, and refuses those that leave it. Done on the whole folder, since a link that is
 * harmless alone may lead out together with another.
 */
final class LinkCheck {

    private static final int MOST_HOPS = 40;

    private LinkCheck() {}

    static void check(Path folder) throws BuildFailure, IOException {
        List<Path> links;
        try (var all = Files.walk(folder)) {
            links = all.filter(Files::isSymbolicLink).sorted().toList();
        }
        for (var link : links) {
            follow(folder, link);
        }
    }

    static BuildFailure leaves(String name, String target) {
        return BuildFailure.refused(
                "the entry '" + EntryName.shown(name) + "' is a link out of the folder, to '" + EntryName.shown(target)
                        + "'",
                EntryName.ADVICE);
    }

    private static void follow(Path folder, Path link) throws BuildFailure, IOException {
        var name = folder.relativize(link).toString();
        var whole = Files.readSymbolicLink(link).toString();
        var at = Objects.requireNonNull(link.getParent());
        var ahead = new ArrayDeque<String>();
        push(whole, ahead);
        if (whole.startsWith("/")) {
            throw leaves(name, whole);
        }
        var hops = 0;
        while (!ahead.isEmpty()) {
            var part = ahead.pop();
            if (part.equals("..")) {
                if (at.equals(folder)) {
                    throw leaves(name, whole);
                }
                at = Objects.requireNonNull(at.getParent());
                continue;
            }
            var next = at.resolve(part);
            if (!Files.isSymbolicLink(next)) {
                at = next;
                continue;
            }
            var target = Files.readSymbolicLink(next).toString();
            if (target.startsWith("/") || ++hops > MOST_HOPS) {
                throw leaves(name, whole);
            }
            push(target, ahead);
        }
    }

    private static void push(String path, ArrayDeque<String> ahead) {
        EntryName.parts(path)
                .filter(part -> !part.equals("."))
                .toList()
                .reversed()
                .forEach(ahead::push);
    }
}
