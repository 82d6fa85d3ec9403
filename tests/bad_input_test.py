#!/usr/bin/env python3
"""What must hold of input that is hostile or broken: a clear error for it alone, and the rest goes on.

The sizes are small enough for CI; SITREP_FULL=1 takes those of the issue (a million documents).
"""

import gzip
import json
import os
import signal
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

SITREP = os.environ.get("SITREP", "build/release/sitrep")
FULL = os.environ.get("SITREP_FULL") == "1"


def read(*args, fed=b"", timeout=500):
    done = subprocess.run([SITREP, "read", *map(str, args)], input=fed, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=timeout)
    return done.returncode, done.stdout, done.stderr.decode()


def reports(*args, fed=b""):
    status, out, _ = read("--to", "jsonl", "--layers", "blocks,claims", *args, fed=fed)
    return status, [json.loads(line) for line in out.split(b"\n") if line]


def line(text, **more):
    return json.dumps({"text": text, **more}).encode() + b"\n"


class BadInput(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        self.addCleanup(self.folder.cleanup)

    def one_error_among_two(self, bad):
        status, out = reports("--from", "jsonl", fed=line("One.", id="a") + bad + line("Two.", id="b"))
        self.assertEqual(status, 0)
        self.assertEqual([r["id"] for r in (out[0], out[-1])], ["a", "b"])
        self.assertEqual(len(out), 3)
        return out[1]["error"]["code"]

    def test_documents_that_are_no_text(self):
        self.assertEqual(self.one_error_among_two(line("")), "empty")
        self.assertEqual(self.one_error_among_two(line("a\0b")), "binary")
        self.assertEqual(self.one_error_among_two(b'{"text": "caf\xe9"}\n'), "invalid_utf8")
        self.assertEqual(self.one_error_among_two(b'{"text": "\\ud800"}\n'), "malformed")
        self.assertEqual(self.one_error_among_two(b"\x00\x01\x02\xff\n"), "invalid_utf8")
        self.assertEqual(self.one_error_among_two(b"[" * 100_000 + b"\n"), "malformed")

    def test_a_line_of_200_mb(self):
        self.assertEqual(self.one_error_among_two(b'{"text": "' + b"a" * 200_000_000 + b'"}\n'), "too_large")

    def test_shortcodes_100000_deep(self):
        deep = "[caption]" * 100_000 + "x" + "[/caption]" * 100_000
        self.assertEqual(self.one_error_among_two(line(deep)), "too_deep")

    def test_many_shortcodes_that_never_close(self):
        status, out = reports("--from", "jsonl", fed=line("[caption]a\n" * 20_000 + '[x a="' * 20_000))
        self.assertEqual(status, 0)
        self.assertNotIn("error", out[0])

    def test_files_that_cannot_be_read(self):
        good = self.path / "good.txt"
        good.write_text("The bridge is closed.")
        status, out = reports(self.path / "none", good)
        self.assertEqual(status, 1)
        self.assertEqual([r.get("error", {}).get("code") for r in out], ["not_found", None])

    def test_a_bomb_costs_itself_and_little_memory(self):
        bomb = self.path / "a.gz"
        bomb.write_bytes(gzip.compress(b"\0" * 300_000_000))
        (self.path / "b.txt").write_text("The bridge is closed.")
        status, out = reports(self.path)
        self.assertEqual(status, 0)
        self.assertEqual([r.get("error", {}).get("code") for r in out], ["too_large", None])

    def test_archives_cost_no_more_than_their_bad_files(self):
        path = self.path / "a.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("one.txt", "The bridge is closed.")
            archive.writestr("../../etc/cron.d/x", "No.")
            archive.writestr("zeros.txt", b"\0" * 100_000_000)
            archive.writestr("two.txt", "The road is open.")
        status, out = reports(path)
        self.assertEqual(status, 0)
        self.assertEqual([r.get("error", {}).get("code") for r in out], [None, "malformed", "too_large", None])
        self.assertIn("a.zip:../../etc/cron.d/x: ", out[1]["error"]["message"])
        self.assertEqual(reports("--strict", path)[0], 3)
        # The same from a pipe, where nothing can be looked up at the end.
        self.assertEqual(len(reports(fed=path.read_bytes())[1]), 4)

    def test_what_a_copy_shares_is_said(self):
        words = "Government forces retook the town on Monday, the defence ministry said in a statement."
        fed = line("“" + words + "” it said.", id="a") + line("Wire: " + words, id="b") + line("Other.", id="c")
        _, out = reports("--from", "jsonl", fed=fed)
        copy = out[1]["intake"]["copy"]
        self.assertEqual(copy["of"], "a")
        begin, end, first, last = copy["runs"][0]
        self.assertEqual(out[1]["text"][begin:end], out[0]["text"][first:last])
        self.assertEqual([r.get("intake", {}).get("unread") for r in reports(
            "--from", "jsonl", "--copies", "skip", fed=fed)[1]], [None, "copy", None])
        self.assertNotIn("copy", reports("--from", "jsonl", "--copies", "off", fed=fed)[1][1]["intake"])

    def test_a_page_says_where_its_text_stands(self):
        page = "<p>Der Caf\u00e9besitzer &amp; seine Frau sagten am Montag, dass das Haus am Fluss geschlossen ist.</p>"
        for charset in ("utf-8", "latin-1"):
            raw = f"<html><meta charset={charset}><body>{page}".encode(charset)
            _, out, _ = read("--from", "html", "--to", "documents", "--source", fed=raw)
            document = json.loads(out)
            self.assertEqual(document["language"], "de")
            found = {document["text"][b:e]: raw[first:last].decode(charset) for b, e, first, last in document["source"]}
            self.assertEqual(found.get("&"), "&amp;")

    def test_strict_says_that_something_was_left_out(self):
        self.assertEqual(read("--from", "jsonl", fed=line("One.") + b"{}\n")[0], 0)
        self.assertEqual(read("--from", "jsonl", "--strict", fed=line("One.") + b"{}\n")[0], 3)
        self.assertEqual(read("--from", "jsonl", "--strict", fed=line("One."))[0], 0)

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_a_file_without_permission(self):
        secret = self.path / "secret"
        secret.write_text("x")
        secret.chmod(0)
        status, out = reports(secret)
        self.assertEqual(status, 1)
        self.assertEqual(out[0]["error"]["code"], "io")

    def test_one_sentence_of_5_mb(self):
        size = 5_000_000 if FULL else 500_000
        text = ("the army moved on and " * (size // 22)) + "stopped."
        status, out = reports("--from", "jsonl", fed=line(text, id="long") + line("Two.", id="b"))
        self.assertEqual(status, 0)
        self.assertEqual(out[1]["id"], "b")
        self.assertTrue("error" in out[0] or out[0]["text"] == text)

    def test_one_word_of_5_mb(self):
        status, out = reports("--from", "jsonl", fed=line("a" * 5_000_000))
        self.assertEqual((status, len(out)), (0, 1))

    def test_many_tiny_documents_keep_their_order(self):
        count = 1_000_000 if FULL else 3_000
        fed = b"".join(b'{"id":"%d","text":"x"}\n' % i for i in range(count))
        status, out, _ = read("--from", "jsonl", "--to", "jsonl", "--layers", "blocks", fed=fed)
        self.assertEqual(status, 0)
        ids = [json.loads(r)["id"] for r in out.decode().splitlines()]
        self.assertEqual(ids, [str(i) for i in range(count)])

    def test_text_of_all_kinds_comes_back_unchanged(self):
        for text in ("قال الجيش إنه دخل المدينة.\n\n\u202eabc\u202c", "e\u0301 Z\u0351\u036b" * 50,
                     "👩‍👩‍👧‍👦 met 🇮🇶 on Monday.", "\ufeffOne.\r\nTwo.\r", "a\u2028b\u0085c", "\t\v\f x"):
            status, out = reports("--from", "jsonl", fed=line(text))
            self.assertEqual((status, out[0].get("text")), (0, text))

    def test_number_of_threads_changes_nothing(self):
        fed = b"".join(line(f"Troops took the town {i} on Monday.", id=str(i)) for i in range(200))
        one = read("--from", "jsonl", "--to", "jsonl", "--threads", "1", fed=fed)
        self.assertEqual(one, read("--from", "jsonl", "--to", "jsonl", "--threads", "4", fed=fed))

    def test_a_closed_pipe_ends_the_program(self):
        fed = self.path / "many.jsonl"
        fed.write_bytes(line("The bridge is closed. " * 50) * 5_000)
        with subprocess.Popen([SITREP, "read", "--to", "jsonl", str(fed)], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as program:
            program.stdout.read(100)
            program.stdout.close()
            self.assertIn(program.wait(timeout=60), (1, -signal.SIGPIPE))

    def test_a_full_disk(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([SITREP, "read", "--to", "jsonl"], input=b"The bridge is closed.",
                                  stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"No space left", done.stderr)

    def test_ctrl_c_ends_after_whole_reports(self):
        with subprocess.Popen([SITREP, "read", "--from", "jsonl", "--to", "jsonl", "--threads", "1"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
            program.stdin.write(line("One.", id="a") * 10)
            program.stdin.flush()
            first = program.stdout.readline()
            program.send_signal(signal.SIGINT)
            program.stdin.write(line("Two.", id="b") * 10)
            program.stdin.close()
            rest = program.stdout.read()
            self.assertEqual(program.wait(timeout=60), 130)
        for report in [first, *rest.splitlines()]:
            json.loads(report)


if __name__ == "__main__":
    unittest.main(verbosity=1)
