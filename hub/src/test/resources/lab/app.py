"""One process of the application under faults: notes once that it was started, then serves, or works if it has no port."""
import http.server
import os
import signal
import sys
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
with open(open(os.path.join(HERE, "ledger")).read().strip(), "a") as starts:
    starts.write("%s %d\n" % (os.environ["SKERRY_INSTANCE"], os.getpid()))


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = (os.environ["SKERRY_RELEASE"] + "\n").encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if "PORT" in os.environ:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever()
    sys.exit(0)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
threading.Event().wait()
