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
     * @param tool the package tool that wrote the lock file, null for npm
     */
    record NodePlan(
            boolean install,
            @Nullable String lock,
            boolean buildScript,
            boolean keepable,
            @Nullable NodeTool tool) implements LanguagePlan {

        /** By npm. */
        public NodePlan(boolean install, @Nullable String lock, boolean buildScript, boolean keepable) {
            this(install, lock, buildScript, keepable, null);
        }
    }

    /**
     * A package tool that the npm registry holds.
     *
     * @param kind what it takes to work with it
     * @param wanted its package with a version, such as {@code pnpm@9}
     */
    record NodeTool(Kind kind, String wanted) {

        /** Which tool. */
        public enum Kind {
            PNPM,
            YARN,
            /** Yarn from its second version on, which is another tool. */
            YARN_BERRY
        }
    }

    /**
     * A source for Python.
     *
     * @param install arguments of {@code pip install}, empty if there is nothing to install
     * @param added packages that the web process needs and the source does not list
     * @param listed the files that list packages
     * @param keepable whether an installation depends on those files only, and can be used again
     * @param collectStatic whether Django's static files are to be collected
     * @param lock what a lock file of another tool says, null to follow none
     */
    record PythonPlan(
            List<String> install,
            List<String> added,
            List<String> listed,
            boolean keepable,
            boolean collectStatic,
            @Nullable PythonLock lock)
            implements LanguagePlan {

        /** Without a lock file of another tool. */
        public PythonPlan(
                List<String> install,
                List<String> added,
                List<String> listed,
                boolean keepable,
                boolean collectStatic) {
            this(install, added, listed, keepable, collectStatic, null);
        }

        public PythonPlan {
            install = List.copyOf(install);
            added = List.copyOf(added);
            listed = List.copyOf(listed);
        }
    }

    /**
     * The lock file of a tool that is not pip.
     *
     * @param requirements what it says, as pip reads it; null if only its tool can say
     * @param tool the package of that tool, null if none is needed
     * @param export what makes it write the requirements; the file's name follows
     */
    record PythonLock(
            String file,
            @Nullable String requirements,
            @Nullable List<String> tool,
            List<String> export) {
        public PythonLock {
            tool = tool == null ? null : List.copyOf(tool);
            export = List.copyOf(export);
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
