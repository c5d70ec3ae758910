package io.skerry.machine.cgroup;

/** What a control group can limit. */
public enum Controller {
    MEMORY("memory"),
    CPU("cpu"),
    PROCESSES("pids");

    private final String kernelName;

    Controller(String kernelName) {
        this.kernelName = kernelName;
    }

    /** As the kernel calls it. */
    public String kernelName() {
        return kernelName;
    }
}
