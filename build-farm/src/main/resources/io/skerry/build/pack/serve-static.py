#!/usr/bin/env python3
"""Serves the files below STATIC_ROOT on 127.0.0.1:PORT. No listings, nothing hidden, nothing outside of the folder."""

import hashlib
import mimetypes
import os
import signal
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import ThreadingMixIn

ROOT = os.path.realpath(os.environ["STATIC_ROOT"])
TAGS = {}
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".htm": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


def content_type(file):
    known = TYPES.get(os.path.splitext(file)[1].lower())
    return known or mimetypes.guess_type(file)[0] or "application/octet-stream"


def tag(file):
    """By content: every file of a slug has the same time, and a slug's files never change."""
    if file not in TAGS:
        sha = hashlib.sha256()
        with open(file, "rb") as content:
            for block in iter(lambda: content.read(1 << 16), b""):
                sha.update(block)
        TAGS[file] = '"' + sha.hexdigest()[:32] + '"'
    return TAGS[file]


def find(path):
    """The file behind a request's path, a folder as it is, None if there is nothing to show."""
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if "\0" in path or any(part.startswith(".") and part != ".well-known" for part in parts):
        return None
    file = os.path.realpath(os.path.join(ROOT, *parts))
    if file != ROOT and not file.startswith(ROOT + os.sep):
        return None
    return file if os.path.exists(file) else None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "static"
    sys_version = ""

    def do_GET(self):
        self.answer(True)

    def do_HEAD(self):
        self.answer(False)

    def answer(self, with_body):
        path, mark, query = self.path.partition("?")
        decoded = urllib.parse.unquote(path)
        file = find(decoded)
        if file and os.path.isdir(file):
            if not decoded.endswith("/"):
                # one slash in front, so that no other host can be meant
                self.redirect("/" + path.lstrip("/") + "/" + mark + query)
                return
            file = os.path.join(file, "index.html")
        if file and os.path.isfile(file) and not (decoded.endswith("/") and not file.endswith("index.html")):
            self.send(200, file, with_body)
            return
        missing = os.path.join(ROOT, "404.html")
        if os.path.isfile(missing):
            self.send(404, missing, with_body)
        else:
            self.text(404, b"not found\n", with_body)

    def send(self, status, file, with_body):
        etag = tag(file)
        if status == 200 and etag in self.headers.get("If-None-Match", ""):
            self.send_response(304)
            self.send_header("ETag", etag)
            self.send_header("Cache-Control", "no-cache")
            self.end_headers()
            return
        with open(file, "rb") as content:
            self.send_response(status)
            self.send_header("Content-Type", content_type(file))
            self.send_header("Content-Length", str(os.fstat(content.fileno()).st_size))
            self.send_header("ETag", etag)
            self.send_header("Cache-Control", "no-cache")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            if with_body:
                for block in iter(lambda: content.read(1 << 16), b""):
                    self.wfile.write(block)

    def redirect(self, target):
        self.send_response(301)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def text(self, status, body, with_body):
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, form, *args):
        pass


class Server(ThreadingMixIn, HTTPServer):
    daemon_threads = True
    request_queue_size = 128


def main():
    server = Server(("127.0.0.1", int(os.environ["PORT"])), Handler)

    def stop(signum, frame):
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print("serving static files on port %s" % os.environ["PORT"], flush=True)
    server.serve_forever()
    server.server_close()


main()
