#!/usr/bin/env python3
"""The speed and the peak memory of the whole program, beside gzip -dc of the same bytes.

    bench/process.py [SITREP] [FILE.jsonl ...]      default: the text of every ../shared/bench/*/dev.jsonl

Each row is the best of three runs. Words are what white space separates; the seconds are those of the
processor, for they say more than the clock's where others use the machine. The ratio says how many
times longer than `gzip -dc` of the same bytes it took, on one core of this machine and in the same
minute: it holds from machine to machine where seconds do not.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 3


def documents(paths):
    """The texts of the files, as input for the program (ids are made one of a kind), and how many words they have."""
    rows, seen, words = [], 0, 0
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                row = json.loads(line)
                rows.append(json.dumps({"id": str(seen), "text": row["text"]}, ensure_ascii=False))
                seen += 1
                words += len(row["text"].split())
    return ("\n".join(rows) + "\n").encode(), words


def timed(command, cores):
    """Best seconds of the runs, of the clock and of the processor, and the peak memory (MiB) of the last."""
    wall = busy = float("inf")
    peak = 0
    for _ in range(RUNS):
        begin = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                                 preexec_fn=lambda: os.sched_setaffinity(0, range(cores)))
        _, status, usage = os.wait4(child.pid, 0)
        if status != 0:
            raise SystemExit(f"{' '.join(command)}: wait status {status}")
        wall = min(wall, time.monotonic() - begin)
        busy = min(busy, usage.ru_utime + usage.ru_stime)
        peak = usage.ru_maxrss / 1024
    return wall, busy, peak


def main():
    sitrep = str(Path(sys.argv[1] if len(sys.argv) > 1 else "build/release/sitrep").resolve())
    paths = [Path(p) for p in sys.argv[2:]] or sorted((ROOT.parent / "shared/bench").glob("*/dev.jsonl"))
    data, words = documents(paths)
    with tempfile.TemporaryDirectory() as folder:
        plain, packed = Path(folder) / "docs.jsonl", Path(folder) / "docs.gz"
        plain.write_bytes(data)
        packed.write_bytes(gzip.compress(data, 6))
        tiny = Path(folder) / "one.txt"
        tiny.write_text("The bridge is closed.")
        _, gz, _ = timed(["gzip", "-dc", str(packed)], 1)
        print(f"{len(data) / 1e6:.2f} MB, {data.count(10)} documents, {words} words; gzip -dc: {gz:.3f} s")
        print("| run | wall s | processor s | words/s | times gzip -dc | peak MiB |")
        print("|---|---|---|---|---|---|")
        many = ["--from", "jsonl", str(plain), "--threads"]
        for name, cores, args in (("start and one sentence", 1, [str(tiny)]),
                                  ("trees, names, coreference; one core", 1,
                                   ["--layers", "sentences,tokens", *many, "1"]),
                                  ("all layers; one core", 1, [*many, "1"]),
                                  ("all layers; two cores", 2, [*many, "2"])):
            wall, busy, peak = timed([sitrep, "read", "--to", "jsonl", *args], cores)
            rate = f"{words / busy:,.0f} | {busy / gz:.0f}" if len(args) > 1 else " | "
            print(f"| {name} | {wall:.2f} | {busy:.2f} | {rate} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
