package io.skerry.build.tool;

import java.util.regex.Pattern;

/** The tool chains that builds use. */
public enum Tool {
    NODE("node", "node", "node", "npm", "Node.js with npm", "apt install nodejs npm"),
    PYTHON("python", "python3(\\.\\d+)?", "python3", "pip", "Python 3 with pip", "apt install python3 python3-pip"),
    GO("go", "go", "go", "", "Go", "apt install golang-go, or unpack a release into /usr/local/go"),
    JAVA("java", "java", "java", "javac", "a JDK", "apt install openjdk-21-jdk-headless"),
    MAVEN("maven", "mvn", "mvn", "", "Maven", "apt install maven"),
    GRADLE(
            "gradle",
            "gradle",
            "gradle",
            "",
            "Gradle",
            "apt install gradle, or unpack a release and put it on the PATH");

    private final String id;
    private final Pattern executables;
    private final String usual;
    private final String packageTool;
    private final String title;
    private final String install;

    Tool(String id, String executables, String usual, String packageTool, String title, String install) {
        this.id = id;
        this.executables = Pattern.compile(executables);
        this.usual = usual;
        this.packageTool = packageTool;
        this.title = title;
        this.install = install;
    }

    /** As written in {@code versions} and {@code requires}. */
    public String id() {
        return id;
    }

    /** Whether a file of this name may be the tool. */
    boolean isNamed(String fileName) {
        return executables.matcher(fileName).matches();
    }

    /** The name it has where there is only one. */
    String usualName() {
        return usual;
    }

    String packageTool() {
        return packageTool;
    }

    String title() {
        return title;
    }

    /** What to do where it is missing. */
    String installAdvice() {
        return "install " + title + " on the builder's machine (" + install
                + (this == NODE || this == PYTHON ? ", or a version manager such as nvm or pyenv" : "")
                + "), or name its folder in SKERRY_TOOL_PATH";
    }
}
