package io.skerry.build.source;

import java.io.File;
import java.time.Instant;
import java.time.ZoneId;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Lets JGit neither read nor write anything outside of the build: no settings of the user or machine, no environment, no measuring. */
final class QuietSystemReader extends SystemReader {

    /** For the whole process, since JGit knows only one. */
    static void install() {
        SystemReader.setInstance(new QuietSystemReader());
    }

    @Override
    public String getHostname() {
        return "localhost";
    }

    @Override
    @Nullable
    public String getenv(String variable) {
        return null;
    }

    @Override
    @Nullable
    public String getProperty(String key) {
        return System.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    @SuppressWarnings("deprecation")
    public long getCurrentTime() {
        return Instant.now().toEpochMilli();
    }

    @Override
    @SuppressWarnings("deprecation")
    public int getTimezone(long when) {
        return ZoneId.systemDefault()
                        .getRules()
                        .getOffset(Instant.ofEpochMilli(when))
                        .getTotalSeconds()
                / 60;
    }

    /** Empty but for what JGit would otherwise find out by writing files beside the repository for seconds. */
    private static final class NoFile extends FileBasedConfig {

        private static final String PRECISION = "1 milliseconds";

        NoFile(Config parent, FS fs) {
            super(parent, new File("/nonexistent"), fs);
        }

        @Override
        @Nullable
        public String getString(String section, @Nullable String subsection, String name) {
            return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    ? PRECISION
                    : super.getString(section, subsection, name);
        }

        @Override
        public void load() {
            clear();
        }

        @Override
        public void save() {
            // what JGit measures about this machine is not kept
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
