package io.skerry.build.detect;

import io.skerry.build.tool.Asked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has to be done for a source of one language. */
public sealed interface LanguagePlan {

    /**
     * A source for Node.js.
     *
     * @param install whether there is anything to install
     * @param lock the lock file that npm follows, null if there is none
     * @param buildScript whether package.json has a script {@code build}
     * @param keepable whether an installation depends on package.json and lock only, and can be used again
     */
    record NodePlan(boolean install, @Nullable String lock, boolean buildScript, boolean keepable)
            implements LanguagePlan {}

    /**
     * A source for Python.
     *
     * @param install arguments of {@code pip install}, empty if there is nothing to install
     * @param added packages that the web process needs and the source does not list
     * @param listed the files that list packages
     * @param keepable whether an installation depends on those files only, and can be used again
     * @param collectStatic whether Django's static files are to be collected
     */
    record PythonPlan(
            List<String> install, List<String> added, List<String> listed, boolean keepable, boolean collectStatic)
            implements LanguagePlan {
        public PythonPlan {
            install = List.copyOf(install);
            added = List.copyOf(added);
            listed = List.copyOf(listed);
        }
    }

    /**
     * A source for Go.
     *
     * @param programs the main packages to build
     * @param listed the files that say which modules are needed
     */
    record GoPlan(List<Program> programs, List<String> listed) implements LanguagePlan {
        public GoPlan {
            programs = List.copyOf(programs);
            listed = List.copyOf(listed);
        }

        /**
         * A main package.
         *
         * @param folder such as {@code ./cmd/shop}
         * @param name the file it is built into
         */
        public record Program(String folder, String name) {}
    }

    /**
     * A source for Java.
     *
     * @param by what builds it
     * @param tool the version wanted for that
     * @param jar the one to run, null if it has to be built
     */
    record JavaPlan(
            JavaBuild by, @Nullable Asked tool, @Nullable String jar) implements LanguagePlan {}

    /** What builds a source for Java. */
    enum JavaBuild {
        MAVEN,
        GRADLE,
        /** It is built already. */
        NOTHING
    }

    /**
     * Files to be served as they are.
     *
     * @param folder relative to the source, {@code .} for all of it
     */
    record StaticPlan(String folder) implements LanguagePlan {}

    /** Nothing but what the Procfile runs. */
    record ProcfilePlan() implements LanguagePlan {}
}
