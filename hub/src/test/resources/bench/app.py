"""The application under load: says which version it is, and notes the id of every POST before it answers."""
import http.server
import os
import signal
import sys
import threading

VERSION = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "version")).read().strip()
WHO = "%s.%s.%d" % (os.environ["SKERRY_DATA_CENTER"], os.environ["SKERRY_INSTANCE"], os.getpid())
NOTES = os.open(os.path.join(os.environ["LEDGER"], WHO), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5  # of an idle connection, as common servers have it
    wbufsize = 8192
    disable_nagle_algorithm = True

    def do_GET(self):
        self.answer()

    def do_POST(self):
        os.write(NOTES, self.rfile.read(int(self.headers["Content-Length"])) + b"\n")
        self.answer()

    def answer(self):
        body = ("%s %s\n" % (VERSION, WHO)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = False  # requests in flight are waited for
    request_queue_size = 128


server = Server(("127.0.0.1", int(os.environ["PORT"])), Handler)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
print("version", VERSION, "listens on", os.environ["PORT"], flush=True)
server.serve_forever()
server.server_close()
sys.exit(0)
