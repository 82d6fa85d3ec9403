#!/usr/bin/env bash
# Makes models/language.model and models/sentences.model. About ten minutes on one core; the same weights
# each time.
#
#     training/language.sh SHARED
#
# SHARED/train holds ewt-train.conllu.xz and gum-train.conllu.xz, the train parts of UD_English-EWT and
# UD_English-GUM, and the text that words are sorted into classes by (see names_text.py). Of GUM,
# documents whose text may not be shared freely are left out by their source.
set -euo pipefail
shared=$1
cd "$(dirname "$0")/.."
cmake --preset release >/dev/null
cmake --build build/release --target train_language train_sentences word_classes sitrep_data
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for bank in ewt gum; do xz -dc "$shared/train/$bank-train.conllu.xz" >"$work/$bank.conllu"; done
python3 training/names_text.py "$shared" |
  nice -n 15 build/release/training/word_classes 600 6 6 | awk '{ print $2, $1 }' >"$work/clusters"

left_out=()
for host in wikihow.com linguistics.ucsb.edu smallbeerpress.com crummy.com rifters.com \
    battleforthesolarsystem.com talkbank.org libretexts.org soundcloud.com thepowerfactory.com \
    archive.org doi.org linguisticsociety.org onlinelibrary.wiley.com dataverse.harvard.edu \
    ufdc.ufl.edu files.ethz.ch; do
  left_out+=(--leave-out "$host")
done
nice -n 15 build/release/training/train_sentences --out models/sentences.model \
  --lexicon build/release/share/sitrep/lexicon.bin "${left_out[@]}" "$work/ewt.conllu" "$work/gum.conllu"
nice -n 15 build/release/training/train_language --out models/language.model --rounds 8 \
  --clusters "$work/clusters" "${left_out[@]}" "$work/ewt.conllu" "$work/gum.conllu"
