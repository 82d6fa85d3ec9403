#!/usr/bin/env python3
"""tools/man.py SITREP > docs/man/sitrep.1: the manual page, made from the program's own help."""

import re
import subprocess
import sys

INTRO = """\
.TH SITREP 1 "" "sitrep" "User Commands"
.SH NAME
sitrep \\- read news reports and keep the situation that they describe
.SH SYNOPSIS
.B sitrep
.I COMMAND
.RI [ OPTIONS ]
.RI [ FILE ...]
.SH DESCRIPTION
sitrep reads news reports and says who did what to whom, where, when, how many, and who says so; who holds
which place; which forces stand where; what was said. Every claim points to the words that it came from.
From many reports it makes one picture, as of any date.
"""

OUTRO = """\
.SH ENVIRONMENT
.TP
.B SITREP_DATA
The folder of models, lexicon and gazetteer, where \\-\\-data is not given.
.TP
.B NO_COLOR
Set to anything: no colours, also on a terminal.
.SH EXIT STATUS
.TP
.B 0
Every input was handled; documents that could not be read are named in the output.
.TP
.B 1
An input or a file of sitrep's own could not be read or written.
.TP
.B 2
The command line makes no sense.
.TP
.B 130
Interrupted; what was begun was finished.
"""


def helped(sitrep, *args):
    return subprocess.run([sitrep, *args, "--help"], stdout=subprocess.PIPE, text=True, check=True).stdout


def roff(text):
    return "\n".join(re.sub(r"^([.'])", r"\\&\1", line) for line in
                     text.replace("\\", "\\e").replace("-", "\\-").splitlines())


def commands(sitrep):
    below = helped(sitrep).split("Subcommands:\n", 1)[1].split("\n\n", 1)[0]
    return [line.split()[0] for line in below.splitlines() if re.match(r"  \S", line)]


def main():
    sitrep = sys.argv[1]
    page = INTRO + ".SH COMMANDS\n"
    for name in commands(sitrep):
        page += f".SS sitrep {name}\n.nf\n{roff(helped(sitrep, name).strip())}\n.fi\n"
    sys.stdout.write(page + OUTRO)


if __name__ == "__main__":
    main()
