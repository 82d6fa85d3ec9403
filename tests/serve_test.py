#!/usr/bin/env python3
"""`sitrep serve` as a program meets it: answers as docs/openapi.json says, and nothing lost when killed."""

import json
import os
import signal
import sqlite3
import subprocess
import tempfile
import threading
import unittest
import urllib.error
import urllib.request
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parent.parent
SITREP = os.environ.get("SITREP", "build/release/sitrep")
EXAMPLES = sorted((ROOT / "examples").glob("*.txt")) + sorted((ROOT / "examples").glob("*.jsonl"))


def add(db, *files):
    subprocess.run([SITREP, "add", "--db", db, *map(str, files)], check=True, stdout=subprocess.DEVNULL)


class Server:
    """`sitrep serve` at a free port, for the length of a `with`."""

    def __init__(self, db, *options):
        self.process = subprocess.Popen([SITREP, "serve", "--db", db, "--port", "0", *options],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip().rstrip("/")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()

    def get(self, path, **headers):
        request = urllib.request.Request(self.address + path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()


class Interface(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.db = os.path.join(cls.folder.name, "situation.db")
        add(cls.db, *EXAMPLES)
        cls.server = Server(cls.db)
        cls.described = json.loads((ROOT / "docs/openapi.json").read_text())

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.cleanup()

    def json(self, path):
        status, _, body = self.server.get(path)
        self.assertEqual(status, 200, body[:300])
        return json.loads(body)

    def test_every_address_answers_as_described(self):
        row = self.json("/api/records?limit=1")["rows"][0]
        for path, item in self.described["paths"].items():
            wanted = item["get"]["responses"]["200"]["content"].get("application/json", {}).get("schema")
            document = "documents" in path
            asked = path.replace("{id}", row["document"] if document else row["id"])
            status, headers, body = self.server.get(asked + ("?format=csv" if path == "/api/export" else ""))
            with self.subTest(path=path):
                self.assertEqual(status, 200, body[:300])
                self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
                if wanted:
                    schema = {**wanted, "components": self.described["components"]}
                    jsonschema.Draft202012Validator(schema).validate(json.loads(body))

    def test_every_parameter_that_is_described_is_known(self):
        known = set(self.described["components"]["parameters"])
        refused = {"as_of", "known_by", "from", "to", "confidence", "bbox", "disputed", "limit", "after", "format"}
        self.assertLessEqual(refused, known)
        for name in sorted(refused):
            self.assertEqual(self.server.get(f"/api/records?{name}=%23")[0], 400, name)

    def test_pages_and_the_stream_and_the_export_have_the_same_rows(self):
        ids, after = [], 0
        while after is not None:
            page = self.json(f"/api/records?limit=50&after={after}")
            ids += [row["id"] for row in page["rows"]]
            after = page.get("next")
        self.assertEqual(len(ids), page["total"])
        lines = self.server.get("/api/records?format=jsonl")[2].decode().splitlines()
        self.assertEqual([json.loads(line)["id"] for line in lines], ids)
        exported = self.server.get("/api/export?format=jsonl")[2].decode()
        self.assertEqual([json.loads(line)["id"] for line in exported.splitlines()], ids)
        csv = self.server.get("/api/export?format=csv")[2].decode()
        self.assertEqual(csv, subprocess.run([SITREP, "export", "--db", self.db, "--to", "csv"], check=True,
                                             stdout=subprocess.PIPE).stdout.decode())

    def test_evidence_leads_to_its_words(self):
        for row in self.json("/api/events?limit=20")["rows"]:
            for version in self.json("/api/events/" + row["id"])["evidence"]:
                text = self.json("/api/documents/" + version["document"])["text"]
                self.assertEqual(text[version["begin"]:version["end"]], version["quote"])

    def test_an_etag_saves_the_body(self):
        status, headers, _ = self.server.get("/api/holdings")
        self.assertEqual(status, 200)
        self.assertEqual(self.server.get("/api/holdings", If_None_Match=headers["ETag"])[0], 304)
        self.assertEqual(self.server.get("/api/holdings?as_of=2015-01-01", If_None_Match=headers["ETag"])[0], 200)

    def test_an_unknown_host_is_sent_away(self):
        self.assertEqual(self.server.get("/api/situation", Host="evil.example")[0], 421)


class Lifetime(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.db = os.path.join(self.folder.name, "situation.db")

    def tearDown(self):
        self.folder.cleanup()

    def test_ctrl_c_ends_it(self):
        add(self.db, EXAMPLES[0])
        with Server(self.db) as server:
            self.assertEqual(server.get("/api/situation")[0], 200)
            server.process.send_signal(signal.SIGINT)
            self.assertEqual(server.process.wait(timeout=10), 0)

    def test_a_token_is_asked_for(self):
        add(self.db, EXAMPLES[0])
        token = Path(self.folder.name, "token")
        token.write_text("0123456789abcdef\n")
        with Server(self.db, "--token-file", str(token)) as server:
            self.assertEqual(server.get("/api/situation")[0], 401)
            self.assertEqual(server.get("/api/situation", Authorization="Bearer 0123456789abcdef")[0], 200)

    def test_what_cannot_be_served_is_said(self):
        for arguments, status in ([["--db", "/nowhere.db"], 1], [["--db", "x", "--port", "none"], 2]):
            done = subprocess.run([SITREP, "serve", *arguments], stderr=subprocess.PIPE, text=True, timeout=20)
            self.assertEqual(done.returncode, status)
            self.assertTrue(done.stderr)

    def test_nothing_is_lost_when_both_are_killed_under_load(self):
        """What a page showed is still there after `kill -9` of the server and of an `add` at work."""
        add(self.db, EXAMPLES[0])
        shown, errors, over = [0], [], threading.Event()
        with Server(self.db) as server:
            def ask():
                while not over.is_set():
                    try:
                        shown[0] = max(shown[0], json.loads(server.get("/api/situation")[2])["counts"]["sources"])
                    except (OSError, ValueError) as error:
                        if not over.is_set():
                            errors.append(error)
                        return
            askers = [threading.Thread(target=ask) for _ in range(4)]
            for asker in askers:
                asker.start()
            many = Path(self.folder.name, "many.jsonl")
            many.write_text("".join(json.dumps({"text": f"Army forces took the town of Qayyarah on Monday, {n} said."}) + "\n"
                                    for n in range(3000)))
            adding = subprocess.Popen([SITREP, "add", "--db", self.db, str(many)], stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL)
            try:
                adding.wait(timeout=4)
            except subprocess.TimeoutExpired:
                pass
            over.set()
            server.process.kill()
            adding.kill()
            adding.wait()
            for asker in askers:
                asker.join()
        self.assertEqual(errors, [])
        with sqlite3.connect(self.db) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchone()[0], "ok")
            kept = database.execute("SELECT count(*) FROM report").fetchone()[0]
        database.close()
        self.assertGreater(shown[0], 0)
        self.assertGreaterEqual(kept, shown[0])


if __name__ == "__main__":
    unittest.main()
