package io.skerry.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What every process of ours has: memory, collections, threads, processor time, descriptors, under the names that Prometheus' clients give them. */
public final class JvmFigures implements Figures.Source {

    private static final Path SELF = Path.of("/proc/self");
    private static final int KIB = 1024;
    private static final double MILLIS = 1_000;
    private static final double NANOS = 1e9;

    @Override
    public void addTo(Figures figures) {
        var memory = ManagementFactory.getMemoryMXBean();
        var heap = memory.getHeapMemoryUsage();
        var rest = memory.getNonHeapMemoryUsage();
        var used = "Memory that the JVM uses.";
        figures.gauge("jvm_memory_used_bytes", used, heap.getUsed(), "area", "heap")
                .gauge("jvm_memory_used_bytes", used, rest.getUsed(), "area", "nonheap")
                .gauge("jvm_memory_max_bytes", "Memory that the JVM may use.", heap.getMax(), "area", "heap")
                .gauge(
                        "jvm_threads_current",
                        "Platform threads.",
                        ManagementFactory.getThreadMXBean().getThreadCount());
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            var name = collector.getName();
            figures.counter("jvm_gc_collections", "Garbage collections.", collector.getCollectionCount(), "gc", name)
                    .counter(
                            "jvm_gc_collection_seconds",
                            "Time spent in garbage collections.",
                            collector.getCollectionTime() / MILLIS,
                            "gc",
                            name);
        }
        var runtime = ManagementFactory.getRuntimeMXBean();
        figures.gauge(
                "process_start_time_seconds", "When the process began, since 1970.", runtime.getStartTime() / MILLIS);
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .ifPresent(cpu -> figures.counter(
                        "process_cpu_seconds", "Processor time of the process.", cpu.toNanos() / NANOS));
        figures.gauge("process_open_fds", "Open files and sockets.", descriptors())
                .gauge("process_resident_memory_bytes", "Memory of the process that is in RAM.", resident());
    }

    private static int descriptors() {
        try (var files = Files.newDirectoryStream(SELF.resolve("fd"))) {
            var count = 0;
            for (var _ : files) {
                count++;
            }
            return count;
        } catch (IOException | DirectoryIteratorException _) {
            return 0;
        }
    }

    private static long resident() {
        try (var lines = Files.lines(SELF.resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .sum();
        } catch (IOException | UncheckedIOException _) {
            return 0;
        }
    }
}
