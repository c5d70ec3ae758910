package io.skerry.hub.application;

import io.skerry.hub.api.HubException;
import io.skerry.model.application.Resources;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.quantity.ByteSize;
import io.skerry.model.quantity.CpuAmount;
import org.jspecify.annotations.Nullable;

/** What must hold among the resources of a component; pure. */
final class ResourceRules {

    /** Less than a shell and a small program need: every start would end at once. */
    private static final ByteSize LEAST_MEMORY = new ByteSize("8Mi");

    private static final CpuAmount LEAST_CPU = new CpuAmount("10m");

    private ResourceRules() {}

    static void check(Resources resources) {
        least("/resources/memoryLimit", resources.memoryLimit(), LEAST_MEMORY);
        least("/resources/disk", resources.disk(), new ByteSize("1Mi"));
        least("/resources/cpuLimit", resources.cpuLimit());
        var memory = resources.memory();
        var memoryLimit = resources.memoryLimit();
        if (memory != null && memoryLimit != null && memory.bytes() > memoryLimit.bytes()) {
            throw HubException.invalid(
                    "/resources/memoryLimit",
                    "The limit of " + memoryLimit.text() + " is less than the " + memory.text()
                            + " asked for in 'memory'.");
        }
        var cpu = resources.cpu();
        var cpuLimit = resources.cpuLimit();
        if (cpu != null && cpuLimit != null && cpu.millis() > cpuLimit.millis()) {
            throw HubException.invalid(
                    "/resources/cpuLimit",
                    "The limit of " + cpuLimit.text() + " is less than the " + cpu.text() + " asked for in 'cpu'.");
        }
        extended(resources);
    }

    private static void least(String pointer, @Nullable ByteSize said, ByteSize least) {
        if (said != null && said.bytes() < least.bytes()) {
            throw HubException.invalid(
                    pointer, "'" + said.text() + "' is too little: write " + least.text() + " or more.");
        }
    }

    private static void least(String pointer, @Nullable CpuAmount said) {
        if (said != null && said.millis() < LEAST_CPU.millis()) {
            throw HubException.invalid(
                    pointer, "'" + said.text() + "' is too little: write " + LEAST_CPU.text() + " or more.");
        }
    }

    private static void extended(Resources resources) {
        if (resources.extended() == null) {
            return;
        }
        for (var name : resources.extended().keySet()) {
            if (!name.equals(Resources.PROCESSES)) {
                throw HubException.at(
                        ErrorCode.NOT_AVAILABLE_YET,
                        "/resources/extended/" + name,
                        "The extended resource '" + name + "' is not available yet.",
                        "The runtime 'process' knows one: " + Resources.PROCESSES + ".");
            }
        }
        try {
            resources.processes();
        } catch (InvalidInput e) {
            throw HubException.invalid("/resources/extended/" + Resources.PROCESSES, e.getMessage() + ".");
        }
    }
}
