#!/usr/bin/env bash
# Makes models/language.model and models/sentences.model. Two hours on one core; the same weights each time.
#
#     training/language.sh SHARED
#
# SHARED/train holds ewt-train.conllu.xz and gum-train.conllu.xz, the train parts of UD_English-EWT and
# UD_English-GUM, and the text that word vectors are learned from (neural/plain_words.py). Of GUM, documents
# whose text may not be shared freely are left out by their source (not_shared.txt). Needs Debian's python3-torch
# and libopenblas0; no GPU.
set -euo pipefail
shared=$1
cd "$(dirname "$0")/.."
cmake --preset release >/dev/null
cmake --build build/release --target train_sentences word_vectors pack_model sitrep_data
work=build/training
mkdir -p "$work"

for bank in ewt gum; do xz -dc "$shared/train/$bank-train.conllu.xz" >"$work/$bank.conllu"; done
left_out=()
while read -r host; do left_out+=(--leave-out "$host"); done <training/not_shared.txt
build/release/training/train_sentences --out models/sentences.model \
  --lexicon build/release/share/sitrep/lexicon.bin "${left_out[@]}" "$work/ewt.conllu" "$work/gum.conllu"

# A run that was stopped goes on where it was.
if [[ ! -s $work/vectors ]]; then
  python3 training/neural/plain_words.py "$shared" "$work/cased" "$work/lower"
  build/release/training/word_vectors "$work/lower" "$work/vectors.new"
  mv "$work/vectors.new" "$work/vectors"
fi
# One thread; memory that torch gives back is kept, or half of the time goes into getting it anew.
export OPENBLAS_NUM_THREADS=1 GLIBC_TUNABLES=glibc.malloc.hugetlb=1
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=17179869184 MALLOC_TOP_PAD_=268435456
from=(--data "$shared/train" --vectors "$work/vectors")
[[ -s $work/pretrained.pt ]] || /usr/bin/python3 training/neural/pretrain_encoder.py "${from[@]}" --text "$work/cased" --out "$work/pretrained.pt"
/usr/bin/python3 training/neural/train_encoder.py "${from[@]}" --from "$work/pretrained.pt" --out "$work/encoder.npz"
/usr/bin/python3 training/neural/export_encoder.py "$work/encoder.npz" "$work/sections" "$shared/train" "$work/vectors"
build/release/training/pack_model "$work/sections" models/language.model
