package io.skerry.edge;

/** Keeps Netty small: an agent has two connections, and its machine is there for other things. */
final class Thrift {

    private Thrift() {}

    /** Must come before the first use of Netty; what was set by hand stays. */
    static void apply() {
        set("io.netty.allocator.type", "pooled");
        set("io.netty.allocator.numHeapArenas", "1");
        set("io.netty.allocator.numDirectArenas", "1");
        set("io.netty.allocator.maxOrder", "5");
        set("io.netty.eventLoopThreads", "1");
    }

    private static void set(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
