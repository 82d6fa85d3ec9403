#!/bin/sh
# Makes models/factuality.model. Usage: training/factuality.sh UDS_IH2_TRAIN.jsonl.gz, from the root,
# after language.model.
set -eu
cmake --build build/release --target train_factuality sitrep_data
gunzip -c "$1" |
  build/release/training/train_factuality build/release/share/sitrep models/factuality.model
