package io.skerry.machine.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** Whose a process is: what it says of itself in its environment, anybody may say. */
public final class ProcessUser {

    private static final String USERS = "Uid:";

    private ProcessUser() {}

    /** The user that a process really is; empty if it has ended. */
    public static OptionalInt of(long pid) {
        // The folder's own owner is root for whatever must not be looked into, so it says nothing.
        try (var file = new FileInputStream("/proc/" + pid + "/status")) {
            return new String(file.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.startsWith(USERS))
                    .mapToInt(line -> Integer.parseUnsignedInt(
                            line.substring(USERS.length()).strip().split("\\s+", 2)[0]))
                    .findFirst();
        } catch (IOException _) {
            return OptionalInt.empty();
        }
    }
}
