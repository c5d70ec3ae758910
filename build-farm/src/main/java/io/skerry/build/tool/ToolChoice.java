package io.skerry.build.tool;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the installed tool chains a build gets.
 *
 * @param chain null if none is installed
 * @param fits whether it is what was asked for
 * @param warning a sentence for the user, if it is not
 */
record ToolChoice(
        @Nullable ToolChain chain, boolean fits, @Nullable String warning) {

    boolean missing() {
        return chain == null;
    }

    /** @param installed in the machine's order of preference */
    static ToolChoice of(List<ToolChain> installed, @Nullable Asked asked) {
        if (installed.isEmpty()) {
            return new ToolChoice(null, false, null);
        }
        var usual = installed.getFirst();
        if (asked == null) {
            return new ToolChoice(usual, true, null);
        }
        var range = VersionRange.parse(asked.version());
        if (range.isEmpty()) {
            return new ToolChoice(usual, true, asks(asked) + ", which is no version; " + built(usual));
        }
        var fitting = installed.stream()
                .filter(chain -> range.get().contains(chain.version()))
                .toList();
        if (!fitting.isEmpty()) {
            return new ToolChoice(asked.bound() ? usualOrOldest(fitting, usual) : newest(fitting), true, null);
        }
        var nearest = asked.tool().equals(Tool.JAVA.id())
                ? newerOrNearest(installed, range.get().anchor())
                : nearest(installed, range.get().anchor());
        return new ToolChoice(nearest, false, asks(asked) + ", which is not installed; " + built(nearest));
    }

    /** An open end was written before the newest came, for which locked packages are often not made. */
    private static ToolChain usualOrOldest(List<ToolChain> fitting, ToolChain usual) {
        if (fitting.contains(usual)) {
            return usual;
        }
        var oldest =
                fitting.stream().min(Comparator.comparing(ToolChain::version)).orElseThrow();
        var minor = oldest.version().majorMinor();
        return newest(fitting.stream()
                .filter(chain -> chain.version().majorMinor().equals(minor))
                .toList());
    }

    private static ToolChain newest(List<ToolChain> chains) {
        return chains.stream().max(Comparator.comparing(ToolChain::version)).orElseThrow();
    }

    /** A JDK compiles for older versions of Java, and never for newer ones. */
    private static ToolChain newerOrNearest(List<ToolChain> installed, Version anchor) {
        return installed.stream()
                .filter(chain -> chain.version().compareTo(anchor) > 0)
                .min(Comparator.comparingInt(
                                (ToolChain chain) -> chain.version().major())
                        .thenComparing(ToolChain::version, Comparator.reverseOrder()))
                .orElseGet(() -> nearest(installed, anchor));
    }

    /** The nearest major version, within it the nearest minor one, and of two as near the newer; where one differs the newest of it. */
    private static ToolChain nearest(List<ToolChain> installed, Version anchor) {
        var order = Comparator.comparingInt((Version v) -> Math.abs(v.major() - anchor.major()))
                .thenComparingInt(v -> -v.major())
                .thenComparingInt(v -> v.major() == anchor.major() ? Math.abs(v.minor() - anchor.minor()) : 0)
                .thenComparingInt(v -> -v.minor())
                .thenComparingInt(
                        v -> v.majorMinor().equals(anchor.majorMinor()) ? Math.abs(v.patch() - anchor.patch()) : 0)
                .thenComparingInt(v -> -v.patch());
        return installed.stream()
                .min(Comparator.comparing(ToolChain::version, order))
                .orElseThrow();
    }

    private static String asks(Asked asked) {
        return asked.where() + " asks for " + asked.tool() + " " + asked.version();
    }

    private static String built(ToolChain chain) {
        return "built with " + chain.tool().id() + " " + chain.version();
    }
}
