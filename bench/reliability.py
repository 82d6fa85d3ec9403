"""What the programs that measure confidences share: the command line, and the table of a reliability diagram."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def arguments(doc):
    """SITREP and --shared; makes the benches' own `lib` importable."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sitrep")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    args = parser.parse_args()
    sys.path.insert(0, str(args.shared / "bench"))
    sys.dont_write_bytecode = True
    return args


def table(what, rows, edges):
    """Prints how many of (confidence, right) lie between two edges, and below it the expected calibration error."""
    print(f"| confidence | {what} | mean confidence | right |\n|---|---|---|---|")
    error = 0
    for low, high in zip(edges, edges[1:]):
        inside = [(c, right) for c, right in rows if low <= c < high]
        if not inside:
            continue
        said, right = (sum(x) / len(inside) for x in zip(*inside))
        error += abs(said - right) * len(inside) / len(rows)
        print(f"| {low:.2f} to {min(high, 1):.2f} | {len(inside)} | {100 * said:.1f} | {100 * right:.1f} |")
    print(f"\nexpected calibration error {100 * error:.1f}")
