#!/usr/bin/env python3
"""How fast pages and archives come in: main text, language, copies, JSON lines out, on one core.

    bench/ingest.py [SITREP] [PAGES]      default: ../shared/bench/html/dev/pages

Processor seconds of the whole process, the best of the runs, beside `gzip -dc` of the same archive; and the memory
that an archive takes that is ten times as long.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
TIMES = 10


def processor_seconds(command):
    best = float("inf")
    for _ in range(RUNS):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        if status != 0:
            raise SystemExit(f"{command[0]}: wait status {status}")
        best = min(best, usage.ru_utime + usage.ru_stime)
    return best, usage.ru_maxrss / 1024


def record(page):
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    return (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
            b"Content-Length: %d\r\n\r\n" % len(body)) + body + b"\r\n\r\n"


def main():
    sitrep = str(Path(sys.argv[1] if len(sys.argv) > 1 else "build/release/sitrep").resolve())
    pages = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT.parent / "shared/bench/html/dev/pages"
    with tempfile.TemporaryDirectory() as work:
        folder, archive, long, size = Path(work) / "pages", Path(work) / "a.warc.gz", Path(work) / "long.warc.gz", 0
        folder.mkdir()
        with open(archive, "wb") as out:
            for path in sorted(pages.glob("*.html.gz")):
                page = gzip.decompress(path.read_bytes())
                (folder / path.stem).write_bytes(page)
                out.write(gzip.compress(record(page), 6))
                size += len(page)
        # The memory of this script would count for the programs that it starts, so it stays small.
        with open(long, "wb") as out:
            for _ in range(TIMES):
                with open(archive, "rb") as one:
                    shutil.copyfileobj(one, out)
        subprocess.run(["tar", "-C", work, "-czf", f"{work}/pages.tar.gz", "pages"], check=True)
        read = [sitrep, "read", "--to", "documents", "--threads", "1"]
        start, _ = processor_seconds([*read, "--from", "jsonl", os.devnull])
        print(f"{size / 1e6:.1f} MB of HTML; start {start:.2f} s")
        for name, command, times in (("gzip -dc", ["gzip", "-dc", str(archive)], 1),
                                     ("pages", [*read, "--from", "html", str(folder)], 1),
                                     ("archive", [*read, str(archive)], 1),
                                     ("archive, copies off", [*read, "--copies", "off", str(archive)], 1),
                                     ("tar.gz of the pages", [*read, f"{work}/pages.tar.gz"], 1),
                                     (f"gzip -dc, {TIMES} times as long", ["gzip", "-dc", str(long)], TIMES),
                                     (f"archive, {TIMES} times as long", [*read, str(long)], TIMES)):
            seconds, peak = processor_seconds(command)
            print(f"{name}: {seconds:.2f} s, {size * times / 1e6 / seconds:.1f} MB/s, {peak:.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
