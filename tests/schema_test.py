#!/usr/bin/env python3
"""Validates what `sitrep read` prints of the bundled reports against docs/report.schema.json."""

import json
import os
import subprocess
import unittest
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parent.parent
SITREP = os.environ.get("SITREP", "build/release/sitrep")
LAYERS = "blocks,sentences,tokens,entities,times,places,quantities,statements,predicates,claims"
BROKEN = '{"id": "a"}\nnone\n{"text": "The army took the town of Qayyarah on Saturday, Carter said."}\n'


class Schema(unittest.TestCase):
    def setUp(self):
        schema = json.loads((ROOT / "docs/report.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        self.report = jsonschema.Draft202012Validator({"$ref": "#/$defs/report", **{"$defs": schema["$defs"]}})
        self.failed = jsonschema.Draft202012Validator({"$ref": "#/$defs/failed", **{"$defs": schema["$defs"]}})

    def check(self, *args, fed=""):
        done = subprocess.run([SITREP, "read", "--to", "jsonl", *map(str, args)], input=fed,
                              stdout=subprocess.PIPE, text=True, check=True)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        for line in lines:
            wrong = next((self.failed if "error" in line else self.report).iter_errors(line), None)
            self.assertIsNone(wrong, wrong and f"{line['id']}: {list(wrong.absolute_path)}: {wrong.message}")
        return lines

    def test_errors_and_reports(self):
        lines = self.check("--from", "jsonl", fed=BROKEN)
        self.assertEqual(["error" in line for line in lines], [True, True, False])

    def test_bundled_reports(self):
        files = sorted((ROOT / "examples").glob("*.txt")) + sorted((ROOT / "examples").glob("*.jsonl"))
        if not files:
            self.skipTest("there are no bundled reports")
        lines = self.check("--layers", LAYERS, *files)
        self.assertGreaterEqual(len(lines), len(files))
        for line in lines:
            for layer in LAYERS.split(","):
                self.assertIn(layer, line)
            for claim in line["claims"]:
                for begin, end in claim["evidence"]:
                    self.assertLess(begin, end)
                    self.assertLessEqual(end, len(line["text"]))


if __name__ == "__main__":
    unittest.main()
