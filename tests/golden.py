#!/usr/bin/env python3
"""Runs the golden folders: tests/golden/NAME has `cmd`, a line for bash, and `out`, what it prints.

The line runs in a copy of the folder, so `in` (a file or a folder) lies beside it, and `sitrep` is the
program under test ($SITREP). What differs is printed as a diff. With --update, `out` is written anew:
read the diff of git before you commit it.

    SITREP=build/release/sitrep tests/golden.py [--update] [NAME...]
"""

import difflib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

GOLDEN = Path(__file__).resolve().parent / "golden"


def printed(folder, program):
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch) / folder.name
        shutil.copytree(folder, here)
        bin_folder = Path(scratch) / "bin"
        bin_folder.mkdir()
        # A script, not a link: the program finds its data beside itself.
        (bin_folder / "sitrep").write_text(f'#!/bin/sh\nexec "{program}" "$@"\n')
        (bin_folder / "sitrep").chmod(0o755)
        env = {**os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(["bash", "cmd"], cwd=here, env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        return done.stdout.decode(errors="replace")


def main():
    program = Path(os.environ.get("SITREP", "build/release/sitrep")).resolve()
    update = "--update" in sys.argv
    names = [a for a in sys.argv[1:] if a != "--update"]
    folders = [GOLDEN / n for n in names] or sorted(p for p in GOLDEN.iterdir() if p.is_dir())
    failed = 0
    for folder in folders:
        got = printed(folder, program)
        out = folder / "out"
        if update:
            out.write_text(got)
            continue
        want = out.read_text()
        if got == want:
            continue
        failed += 1
        sys.stdout.writelines(difflib.unified_diff(
            want.splitlines(True), got.splitlines(True), f"{folder.name}/out", f"{folder.name} now"))
    print(f"{len(folders) - failed} passed, {failed} failed")
    return 1 if failed or not folders else 0


if __name__ == "__main__":
    sys.exit(main())
