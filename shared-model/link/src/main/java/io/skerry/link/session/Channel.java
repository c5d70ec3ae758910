package io.skerry.link.session;

import java.util.Locale;
import java.util.Optional;

/** Which of an agent's connections it is. A flood on one never delays the other. */
public enum Channel {
    /** Wanted and seen state, commands; always there. */
    CONTROL,
    /** Logs and artifacts; opened on demand. */
    BULK;

    /** The channel as it is written when a connection is set up. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The channel of that text, empty if there is none. */
    public static Optional<Channel> of(String text) {
        for (var channel : values()) {
            if (channel.text().equals(text)) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }
}
