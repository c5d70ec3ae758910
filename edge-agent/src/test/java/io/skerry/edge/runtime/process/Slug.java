package io.skerry.edge.runtime.process;

import io.skerry.model.site.ArtifactRef;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A slug that a test packs. */
public final class Slug {

    /** A program that tells about itself by HTTP; {@code /exit} ends it with 7. */
    public static final String SERVER = """
            import http.server, json, os, signal, sys
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    if self.path == '/exit':
                        print('asked to exit', flush=True)
                        os._exit(7)
                    body = json.dumps({'pid': os.getpid(), 'uid': os.getuid(), 'cwd': os.getcwd(), 'env': dict(os.environ)}).encode()
                    self.send_response(200)
                    self.send_header('Content-Length', str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                def log_message(self, *args):
                    pass
            signal.signal(signal.SIGTERM, lambda *args: sys.exit(0))
            port = int(os.environ.get('FIXED_PORT') or os.environ['PORT'])
            print('listening on', port, flush=True)
            http.server.ThreadingHTTPServer(('127.0.0.1', port), Handler).serve_forever()
            """;

    private record Item(byte type, byte[] content, String link) {}

    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, String> processes = new LinkedHashMap<>();

    /** A slug of {@link #SERVER} as process type {@code web}. */
    public static Slug server() {
        return new Slug().file("app/server.py", SERVER).process("web", "python3 server.py");
    }

    public Slug file(String name, String content) {
        items.put(name, new Item(TarConstants.LF_NORMAL, content.getBytes(StandardCharsets.UTF_8), ""));
        return this;
    }

    public Slug symbolicLink(String name, String target) {
        items.put(name, new Item(TarConstants.LF_SYMLINK, new byte[0], target));
        return this;
    }

    public Slug hardLink(String name, String target) {
        items.put(name, new Item(TarConstants.LF_LINK, new byte[0], target));
        return this;
    }

    public Slug process(String type, String line) {
        processes.put(type, line);
        return this;
    }

    /** Packs it into the folder under its digest. */
    public ArtifactRef pack(Path folder) throws IOException {
        var unnamed = Files.createTempFile(folder, "slug", ".tar.gz");
        try (OutputStream file = Files.newOutputStream(unnamed);
                var tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var item : items.entrySet()) {
                var entry = new TarArchiveEntry(item.getKey(), item.getValue().type(), true);
                entry.setLinkName(item.getValue().link());
                entry.setSize(item.getValue().content().length);
                entry.setMode(item.getKey().endsWith(".sh") ? 0100755 : 0100644);
                tar.putArchiveEntry(entry);
                tar.write(item.getValue().content());
                tar.closeArchiveEntry();
            }
        }
        var digest = digest(Files.readAllBytes(unnamed));
        var size = Files.size(unnamed);
        Files.move(unnamed, folder.resolve(digest), StandardCopyOption.REPLACE_EXISTING);
        return new ArtifactRef("sha256:" + digest, size, "", Map.of(), processes);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
