#!/usr/bin/env python3
"""The manual page and the completions name every subcommand and option of the program."""

import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITREP = os.environ.get("SITREP", "build/release/sitrep")


def printed(*args):
    return subprocess.run([SITREP, *args], stdout=subprocess.PIPE, text=True, check=True).stdout


def commands():
    below = printed("--help").split("Subcommands:\n", 1)[1].split("\n\n", 1)[0]
    return [line.split()[0] for line in below.splitlines() if re.match(r"  \S", line)]


class Manual(unittest.TestCase):
    def test_the_manual_page_has_every_option(self):
        page = (ROOT / "docs/man/sitrep.1").read_text().replace("\\-", "-")
        for command in commands():
            self.assertIn(f".SS sitrep {command}", page, "make it anew: see tools/man.py")
            for option in re.findall(r"--[a-z][a-z-]+", printed(command, "--help")):
                self.assertIn(option, page, "make it anew: see tools/man.py")

    def test_every_help_has_examples(self):
        for command in commands():
            self.assertIn(f"\n  sitrep {command} ", printed(command, "--help"))

    def test_completions_are_right_for_their_shells(self):
        for shell in ("bash", "zsh", "fish"):
            script = printed("completion", shell)
            for word in [*commands(), "layers"]:
                self.assertIn(word, script)
            if shutil.which(shell):
                subprocess.run([shell, "-n"], input=script, text=True, check=True)

    def test_bash_completes(self):
        script = printed("completion", "bash") + "\nCOMP_WORDS=(sitrep read --la) COMP_CWORD=2; _sitrep; echo ${COMPREPLY[*]}"
        script += "\nCOMP_WORDS=(sitrep re) COMP_CWORD=1; _sitrep; echo ${COMPREPLY[*]}"
        done = subprocess.run(["bash"], input=script, stdout=subprocess.PIPE, text=True, check=True)
        self.assertEqual(done.stdout.split(), ["--layers", "read"])


if __name__ == "__main__":
    unittest.main()
