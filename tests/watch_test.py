#!/usr/bin/env python3
"""`sitrep watch`: files are read as they appear, bad ones cost themselves, and nothing is done twice or lost."""

import json
import os
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

SITREP = os.environ.get("SITREP", "build/release/sitrep")
PATIENCE = 300  # seconds; a busy machine is slow


def line(words):
    return json.dumps({"text": f"Government forces retook the town of {words} on Monday.", "id": words}) + "\n"


class Watch(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.inbox = Path(self.folder.name) / "inbox"
        self.inbox.mkdir()
        self.db = Path(self.folder.name) / "situation.db"

    def command(self, *options):
        return [SITREP, "watch", str(self.inbox), "--db", str(self.db), "--every", "0.1", *options]

    def once(self, *options):
        done = subprocess.run(self.command("--once", "--settle", "0.2", *options), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, timeout=PATIENCE)
        return done.returncode, done.stdout.splitlines()[-1], done.stderr

    def names(self):
        with sqlite3.connect(self.db) as db:
            return {name for name, in db.execute("SELECT name FROM document")}

    def start(self, settle="0.2"):
        process = subprocess.Popen(self.command("--settle", settle), stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (process.kill(), process.communicate()))
        return process

    def wait_for(self, names):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if self.names() >= names:
                    return
            except sqlite3.OperationalError:
                pass  # not made yet
            time.sleep(0.1)
        self.fail(f"{names} did not come in")

    def test_files_come_in_as_they_appear_until_it_is_interrupted(self):
        (self.inbox / "a.jsonl").write_text(line("Aa"))
        process = self.start()
        self.wait_for({"Aa"})
        (self.inbox / "deep").mkdir()
        (self.inbox / "deep/b.jsonl").write_text(line("Bb"))
        self.wait_for({"Bb"})
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 0)
        self.assertIn("2 added, 0 known already, 0 could not be read", out.splitlines()[-1])

    def test_bad_files_cost_themselves(self):
        (self.inbox / "a.jsonl").write_text(line("Aa") + "{broken\n" + line("Cc"))
        (self.inbox / "b.gz").write_bytes(b"\x1f\x8b" + b"\xff" * 100)
        (self.inbox / "c.jsonl").write_text(line("Dd"))
        status, last, errors = self.once()
        self.assertEqual(status, 0)
        self.assertIn("3 added, 0 known already, 2 could not be read", last)
        self.assertIn("a.jsonl:2: ", errors)
        self.assertIn("b.gz: ", errors)
        self.assertEqual(self.names(), {"Aa", "Cc", "Dd"})
        # They are not tried again, and --strict says that something was left out.
        self.assertIn("0 added, 0 known already, 0 could not be read", self.once()[1])
        (self.inbox / "d.jsonl").write_text("{}\n")
        self.assertEqual(self.once("--strict")[0], 3)

    def test_it_goes_on_where_it_stopped(self):
        (self.inbox / "a.jsonl").write_text(line("Aa"))
        self.once()
        (self.inbox / "b.jsonl").write_text(line("Bb"))
        self.assertIn("1 added, 0 known already", self.once()[1])
        # A file that changed is read again; what it said before is known.
        with open(self.inbox / "a.jsonl", "a") as file:
            file.write(line("Cc"))
        self.assertIn("1 added, 1 known already", self.once()[1])

    def test_killed_at_any_time_it_loses_and_doubles_nothing(self):
        everything = set()
        for number in range(60):
            names = {f"N{number}x{i}" for i in range(10)}
            (self.inbox / f"{number:02}.jsonl").write_text("".join(line(name) for name in sorted(names)))
            everything |= names
        for wait in (0.7, 1.5):
            process = self.start()
            time.sleep(wait)
            process.kill()
            process.communicate()
        self.assertEqual(self.once()[0], 0)
        with sqlite3.connect(self.db) as db:
            found = [name for name, in db.execute("SELECT name FROM document")]
        self.assertEqual(len(found), len(set(found)))
        self.assertEqual(set(found), everything)

    def test_what_is_being_written_waits(self):
        (self.inbox / "a.jsonl.part").write_text(line("Aa"))
        (self.inbox / ".b.jsonl").write_text(line("Bb"))
        process = self.start(settle="1.5")
        path = self.inbox / "c.jsonl"
        with open(path, "w") as file:
            for i in range(8):
                file.write(line(f"C{i}"))
                file.flush()
                time.sleep(0.4)
                if self.db.exists():
                    try:
                        self.assertEqual(self.names(), set())
                    except sqlite3.OperationalError:
                        pass
        self.wait_for({f"C{i}" for i in range(8)})
        (self.inbox / "a.jsonl.part").rename(self.inbox / "a.jsonl")
        self.wait_for({"Aa"})
        self.assertNotIn("Bb", self.names())
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 0)

    def test_no_such_folder(self):
        self.inbox.rmdir()
        self.assertEqual(subprocess.run(self.command(), stderr=subprocess.DEVNULL, timeout=PATIENCE).returncode, 1)


if __name__ == "__main__":
    unittest.main()
