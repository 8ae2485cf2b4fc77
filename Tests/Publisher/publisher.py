"""A publisher on loopback, as good and as bad as they come.

    publisher.py FOLDER    serves FOLDER until it is ended; writes the port to FOLDER/.port and each request to FOLDER/.requests

    /files/NAME            a file of the folder, with an ETag; 304 when the request names it
    /dated/NAME            the same, by Last-Modified
    /private/NAME          the same for user `desk` with password `open-sesame`
    /redirect?to=URL       leads there
    /loop                  leads to itself
    /status/N              answers N
    /flaky/N/NAME          503 for the first N requests, then the file; Retry-After: 7
    /short                 says that it is longer than it is
    /stall                 begins and never goes on
    /endless               never ends, and says no length
    /bomb                  64 MB of zeros, packed on the way
    /named                 a file with a name of its own that leads elsewhere
    /api/3/action/NAME     FOLDER/NAME.json as CKAN serves it: package_search by `start` and `rows`, package_show by `id`
"""
import base64
import gzip
import hashlib
import http.server
import json
import os
import sys
import threading
import urllib.parse

FOLDER = sys.argv[1]
SECRET = "Basic " + base64.b64encode(b"desk:open-sesame").decode()
DATED = "Wed, 01 Jan 2020 00:00:00 GMT"
failed: dict[str, int] = {}


class Publisher(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        self.query = dict(urllib.parse.parse_qsl(address.query))
        parts = urllib.parse.unquote(address.path).strip("/").split("/")
        getattr(self, parts[0], self.nothing)(*parts[1:])

    def answer(self, code, body=b"", **headers):
        with open(FOLDER + "/.requests", "a") as log:
            log.write(f"{code} {self.path}\n")
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers and "Transfer_Encoding" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def nothing(self, *_):
        self.answer(404, b"<html>no such page</html>")

    def content(self, name):
        path = os.path.join(FOLDER, name)
        return open(path, "rb").read() if os.path.isfile(path) else None

    def files(self, *names):
        body = self.content("/".join(names))
        if body is None:
            return self.nothing()
        etag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
        if self.headers.get("If-None-Match") == etag:
            return self.answer(304, ETag=etag)
        self.answer(200, body, ETag=etag)

    def dated(self, name):
        if self.headers.get("If-Modified-Since") == DATED:
            return self.answer(304)
        self.answer(200, self.content(name), Last_Modified=DATED)

    def private(self, name):
        if self.headers.get("Authorization") != SECRET:
            return self.answer(401, WWW_Authenticate='Basic realm="private"')
        self.files(name)

    def redirect(self):
        self.answer(302, Location=self.query["to"])

    def loop(self):
        self.answer(302, Location="/loop")

    def status(self, code):
        self.answer(int(code), b"sorry")

    def flaky(self, times, name):
        failed[self.path] = failed.get(self.path, 0) + 1
        if failed[self.path] <= int(times):
            return self.answer(503, Retry_After="7")
        self.files(name)

    def short(self):
        self.answer(200, b"<iati-activities>", Content_Length="100000")
        self.close_connection = True

    def stall(self):
        self.answer(200, b"<iati-activities>", Content_Length="100000")
        threading.Event().wait()

    def endless(self):
        self.answer(200, Transfer_Encoding="chunked")
        while True:
            self.wfile.write(b"10000\r\n" + b" " * 0x10000 + b"\r\n")

    def bomb(self):
        self.answer(200, gzip.compress(bytes(64 << 20)), Content_Encoding="gzip")

    def named(self):
        self.answer(200, self.content("a.xml"), Content_Disposition='attachment; filename="../../../planted.xml"')

    def api(self, _, __, action):
        catalogue = json.loads(self.content(action + ".json").replace(b"SERVER", self.headers["Host"].encode()))
        result = catalogue["result"]
        if action == "package_search":
            start, rows = int(self.query.get("start", 0)), int(self.query.get("rows", 10))
            result["results"] = result["results"][start:start + rows]
        if action == "package_show":
            catalogue["result"] = next(one for one in result if one["name"] == self.query["id"])
        self.answer(200, json.dumps(catalogue).encode(), Content_Type="application/json")

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Clients break off on purpose."""


server = Server(("127.0.0.1", 0), Publisher)
with open(FOLDER + "/.port.part", "w") as file:
    file.write(str(server.server_address[1]))
os.rename(FOLDER + "/.port.part", FOLDER + "/.port")
server.serve_forever()
