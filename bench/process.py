#!/usr/bin/env python3
"""The speed and the peak memory of the whole program, beside gzip -dc of the same bytes.

    bench/process.py [SITREP] [FILE.jsonl ...]      default: the text of every ../shared/bench/*/dev.jsonl

Each row is the best of three runs. The ratio says how many times longer than `gzip -dc` of the same
bytes it took, on one core of this machine and in the same minute: it holds from machine to machine
where seconds do not.
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
    """The texts of the files, as input for the program; their ids are made one of a kind."""
    rows, seen = [], 0
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                row = json.loads(line)
                rows.append(json.dumps({"id": str(seen), "text": row["text"]}, ensure_ascii=False))
                seen += 1
    return ("\n".join(rows) + "\n").encode()


def timed(command, cores):
    """Best wall seconds of the runs, and the peak memory (MiB) of the last."""
    best, peak = float("inf"), 0
    for _ in range(RUNS):
        begin = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                                 preexec_fn=lambda: os.sched_setaffinity(0, range(cores)))
        _, status, usage = os.wait4(child.pid, 0)
        if status != 0:
            raise SystemExit(f"{' '.join(command)}: wait status {status}")
        best = min(best, time.monotonic() - begin)
        peak = usage.ru_maxrss / 1024
    return best, peak


def main():
    sitrep = str(Path(sys.argv[1] if len(sys.argv) > 1 else "build/release/sitrep").resolve())
    paths = [Path(p) for p in sys.argv[2:]] or sorted((ROOT.parent / "shared/bench").glob("*/dev.jsonl"))
    data = documents(paths)
    with tempfile.TemporaryDirectory() as folder:
        plain, packed = Path(folder) / "docs.jsonl", Path(folder) / "docs.gz"
        plain.write_bytes(data)
        packed.write_bytes(gzip.compress(data, 6))
        tiny = Path(folder) / "one.txt"
        tiny.write_text("The bridge is closed.")
        gz, _ = timed(["gzip", "-dc", str(packed)], 1)
        print(f"{len(data) / 1e6:.2f} MB, {data.count(10)} documents; gzip -dc: {gz:.3f} s")
        print("| run | seconds | MB/s | times gzip -dc | peak MiB |")
        print("|---|---|---|---|---|")
        for name, cores, args in (("start and one sentence", 1, [str(tiny)]),
                                  ("all layers, one core", 1, ["--from", "jsonl", "--threads", "1", str(plain)]),
                                  ("all layers, two cores", 2, ["--from", "jsonl", "--threads", "2", str(plain)])):
            seconds, peak = timed([sitrep, "read", "--to", "jsonl", *args], cores)
            size = len(data) if "layers" in name else 0
            print(f"| {name} | {seconds:.2f} | {size / 1e6 / seconds:.2f} | {seconds / gz:.0f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
