package io.skerry.hub.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Repositories of a folder, shown on loopback by the server that is part of git. */
final class GitServer implements AutoCloseable {

    private final Path folder;
    private final int port;
    private final Process process;

    private GitServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static GitServer start(Path folder) throws Exception {
        var port = freePort();
        var process = new ProcessBuilder(
                        "git",
                        "daemon",
                        "--listen=127.0.0.1",
                        "--port=" + port,
                        "--base-path=" + folder,
                        "--export-all",
                        "--reuseaddr")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("git-daemon.log").toFile())
                .start();
        var server = new GitServer(folder, port, process);
        Installation.await("the git server listens", server::listens);
        return server;
    }

    /** Makes one commit of what lies in a folder below the server's; returns the address to clone it from. */
    String publish(String name) throws Exception {
        git(name, "init", "-q", "-b", "main");
        git(name, "add", "-A", "-f");
        git(name, "-c", "user.name=Ada", "-c", "user.email=ada@localhost", "commit", "-q", "-m", "As published");
        return "git://127.0.0.1:" + port + "/" + name;
    }

    private void git(String name, String... words) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        var git = new ProcessBuilder(command)
                .directory(folder.resolve(name).toFile())
                .inheritIO()
                .start();
        assertThat(git.waitFor()).as(String.join(" ", command)).isZero();
    }

    private boolean listens() {
        assertThat(process.isAlive()).isTrue();
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }
}
