package io.skerry.build.pack;

import io.skerry.build.detect.Detected;
import io.skerry.build.detect.LanguagePlan.GoPlan;
import io.skerry.build.detect.LanguagePlan.JavaPlan;
import io.skerry.build.detect.LanguagePlan.NodePlan;
import io.skerry.build.detect.LanguagePlan.ProcfilePlan;
import io.skerry.build.detect.LanguagePlan.PythonPlan;
import io.skerry.build.detect.LanguagePlan.StaticPlan;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.Sandbox.Step;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Makes a source runnable by the plan of its language. */
public final class Packer {

    private Packer() {}

    /**
     * Leaves everything the source needs to run in the slug's folder, {@code .skerry/run.json} among it.
     *
     * @throws BuildFailure if a command of the build ends with an error, a tool chain is missing, or the build is stopped
     */
    public static Packed pack(Detected detected, Workshop workshop)
            throws BuildFailure, IOException, InterruptedException {
        var processes = detected.detection().processes();
        var packed = switch (detected.plan()) {
            case NodePlan plan -> new NodePacker(workshop).pack(plan, detected.asked(), processes);
            case PythonPlan plan -> new PythonPacker(workshop).pack(plan, detected.asked(), processes);
            case GoPlan plan -> new GoPacker(workshop).pack(plan, detected.asked(), processes);
            case JavaPlan plan -> new JavaPacker(workshop).pack(plan, detected.asked(), processes);
            case StaticPlan plan -> {
                runCommand(workshop);
                yield processes.containsKey("web")
                        ? asItIs(processes)
                        : asItIs(processes).serving(StaticSite.add(workshop, plan.folder()));
            }
            case ProcfilePlan() -> {
                runCommand(workshop);
                yield asItIs(processes);
            }
        };
        var library = NativeCode.library(workshop.slug(), workshop.platform());
        var complete = library.map(version -> packed.requiring(NativeCode.LIBRARY, version))
                .orElse(packed)
                .giving(detected.env());
        RunFile.write(workshop.slug(), complete);
        return complete;
    }

    private static Packed asItIs(Map<String, String> processes) {
        return new Packed(Map.of(), List.of(), processes, Map.of(), false);
    }

    private static void runCommand(Workshop workshop) throws BuildFailure, IOException, InterruptedException {
        if (workshop.command() != null) {
            workshop.sandbox().run(new Step("Running the build command", workshop.command(), workshop.app(), Map.of()));
        }
    }
}
