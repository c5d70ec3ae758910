package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.Usage;
import io.skerry.edge.runtime.UsageSource;
import io.skerry.edge.runtime.process.machine.Identity;
import io.skerry.edge.runtime.process.machine.ProcessFigures;
import io.skerry.edge.runtime.process.machine.ProcessTable;
import io.skerry.model.error.LogKeys;
import io.skerry.model.name.ComponentRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What instances use under the runtime {@code process}, read from the machine beside the runtime and not through it: looking never waits
 * for a start or a stop. Used by one thread at a time.
 */
public final class ProcessUsage implements UsageSource {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessUsage.class);
    private static final String STARTED = ".started";

    private final Layout layout;
    private final String boot = new ProcessTable().boot();
    private final ProcessFigures figures = new ProcessFigures();
    private final FolderSizes sizes = new FolderSizes();
    private final Map<String, ComponentRef> components = new HashMap<>();

    private ProcessUsage(Layout layout) {
        this.layout = layout;
    }

    /**
     * Looks at the instances of a data center's folder.
     *
     * @throws IOException if the folder cannot be used
     */
    public static ProcessUsage in(Path dataCenterFolder) throws IOException {
        return new ProcessUsage(Layout.in(dataCenterFolder));
    }

    @Override
    public List<Usage> look() {
        var wrappers = wrappers();
        components.keySet().retainAll(wrappers.keySet());
        sizes.begin(wrappers.keySet().stream().map(layout::folder).collect(Collectors.toSet()));
        var usages = new ArrayList<Usage>();
        members(wrappers).forEach((instance, processes) -> {
            var component = component(instance);
            var wrapper = wrappers.get(instance);
            if (component != null && wrapper != null) {
                usages.add(usage(component, instance, wrapper.run(), processes));
            }
        });
        return usages;
    }

    private Usage usage(ComponentRef component, String instance, int run, List<ProcessFigures.Running> processes) {
        long cpuMillis = 0;
        long memory = 0;
        int threads = 0;
        int descriptors = 0;
        for (var process : processes) {
            cpuMillis += process.cpuMillis();
            memory += ProcessFigures.memory(process.pid());
            threads += process.threads();
            descriptors += ProcessFigures.descriptors(process.pid());
        }
        return new Usage(
                component,
                instance,
                run,
                cpuMillis,
                memory,
                threads,
                descriptors,
                sizes.of(layout.folder(instance)).orElse(0));
    }

    /** The processes of each instance but its wrapper: those of its session, and those that left it and carry its name. */
    private Map<String, List<ProcessFigures.Running>> members(Map<String, Identity> wrappers) {
        var all = figures.all();
        var begun = all.stream().collect(Collectors.toMap(ProcessFigures.Running::pid, p -> p.begun()));
        var sessions = new HashMap<Long, String>();
        wrappers.forEach((instance, wrapper) -> {
            // A leader that is not ours means that the number was given again, so nothing of ours is left there.
            if (begun.getOrDefault(wrapper.pid(), wrapper.begun()) == wrapper.begun()) {
                sessions.put(wrapper.pid(), instance);
            }
        });
        var members = new HashMap<String, List<ProcessFigures.Running>>();
        for (var process : all) {
            if (!sessions.containsKey(process.pid())) {
                var bySession = sessions.get(process.session());
                var instance = bySession == null ? strayed(process, wrappers.keySet()) : bySession;
                if (wrappers.containsKey(instance)) {
                    members.computeIfAbsent(instance, any -> new ArrayList<>()).add(process);
                }
            }
        }
        return members;
    }

    /** The instance that a process outside all sessions belongs to, {@code ""} for none; what it says itself may be anything, even no path. */
    private String strayed(ProcessFigures.Running process, Set<String> instances) {
        var marked = figures.markedFor(process);
        return instances.contains(marked) && layout.owner(marked).mayHaveStarted(process.pid()) ? marked : "";
    }

    private Map<String, Identity> wrappers() {
        var wrappers = new HashMap<String, Identity>();
        try (var files = Files.newDirectoryStream(layout.runs(), "*" + STARTED)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                Identity.read(file)
                        .filter(identity -> identity.boot().equals(boot))
                        .ifPresent(identity ->
                                wrappers.put(name.substring(0, name.length() - STARTED.length()), identity));
            }
            return wrappers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable ComponentRef component(String instance) {
        var known = components.get(instance);
        if (known != null) {
            return known;
        }
        try {
            var kept = layout.keptLaunch(instance);
            if (kept == null) {
                return null;
            }
            components.put(instance, kept.launch().component());
            return kept.launch().component();
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.INSTANCE, instance)
                    .addKeyValue(LogKeys.ERROR, e.toString())
                    .log("an instance is not measured");
            return null;
        }
    }
}
