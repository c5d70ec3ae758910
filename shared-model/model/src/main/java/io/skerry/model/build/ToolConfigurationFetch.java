package io.skerry.model.build;

import io.skerry.model.setting.SettingRef;
import java.io.IOException;

/** Brings the tools' settings from the hub. They are kept in memory only: no disk of a data center holds them outside of a running build. */
@FunctionalInterface
public interface ToolConfigurationFetch {

    /**
     * The setting's contents, those of the reference or newer.
     *
     * @throws Refused if the hub will never give them
     * @throws IOException if the hub cannot be reached now
     */
    ToolConfiguration fetch(SettingRef setting) throws IOException, Refused;

    /** The hub said no; asking again is of no use. */
    final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }
}
