"""The encoder as the trainers see it: what stands for a word, and the net. sitrep/language/encoder.h reads the same.

    words -> [vector | parts | shape] -> two bidirectional LSTM layers -> tags; arcs and their labels
"""

import collections
import lzma
import pathlib
import random

import numpy
import torch
from torch import nn

WORD, PART, SHAPE, HIDDEN, ARC, LABEL = 96, 64, 16, 160, 128, 48
PART_ROWS, LONGEST = 16384, 120
MOST_PARTS = 9  # of a word: itself, four prefixes, four suffixes
# Documents of GUM whose text may not be shared freely, by the site in their metadata.
NOT_SHARED = (pathlib.Path(__file__).parent.parent / "not_shared.txt").read_text().split()


def make_repeatable(seed):
    """Fixed seeds, one thread; numbers too small to matter are 0, for they are slow."""
    torch.manual_seed(seed)
    random.seed(seed)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)


def fnv(data, value=0xCBF29CE484222325):
    """FNV-1a, 64 bits, as the program computes it."""
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def normal(word):
    """The key of a word in the table of vectors: lower case, digits as 0."""
    return "".join("0" if c.isdigit() else c for c in word.lower())


def parts(word):
    """Rows of the parts of a word: its prefixes and suffixes of up to four code points, and the whole."""
    w = normal(word)
    keys = ["=" + w]
    for n in range(1, 5):
        if n <= len(w):
            keys += ["^" + w[:n], "$" + w[-n:]]
    return [fnv(k.encode()) % PART_ROWS for k in keys]


def shape(word):
    """0..15: how a word is written."""
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if not letters:
        return 1 if digits else 2 if len(word) == 1 else 3
    base = 4
    if all(c.isupper() for c in letters):
        base = 4 if len(letters) == 1 else 5
    elif word[0].isupper():
        base = 6
    elif any(c.isupper() for c in letters):
        base = 7
    else:
        base = 8
    if digits:
        return base + 5 if base < 9 else 14
    if "-" in word and len(word) > 1:
        return 14 if base in (5, 6) else 15
    return base


def read_conllu(path, drop):
    """Sentences as lists of (form, lemma, upos, xpos, feats, head, deprel)."""
    sentences, words, skip = [], [], False
    for line in lzma.open(path, "rt", encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            skip = False
        elif line.startswith("# meta::sourceURL"):
            skip = drop and any(s in line for s in NOT_SHARED)
        elif not line:
            if words and not skip and len(words) <= LONGEST:
                sentences.append(words)
            words = []
        elif not line.startswith("#"):
            c = line.split("\t")
            if c[0].isdigit():
                words.append((c[1], c[2], c[3], c[4], c[5], int(c[6]), c[7]))
    return sentences


def read_treebanks(data):
    """Sentences to train on, and the trainer's own yardstick: every fortieth."""
    sentences = read_conllu(f"{data}/ewt-train.conllu.xz", False) + read_conllu(f"{data}/gum-train.conllu.xz", True)
    held = [s for i, s in enumerate(sentences) if i % 40 == 7]
    return [s for i, s in enumerate(sentences) if i % 40 != 7], held


def read_vectors(path, train):
    """The row of each known word (0 is any other word), and the vectors of the first of them."""
    names, rows = [], []
    for line in open(path, encoding="utf-8"):
        f = line.rstrip("\n").split(" ")
        names.append(f[0])
        rows.append(numpy.array(f[1:], dtype=numpy.float32))
    vectors = torch.tensor(numpy.stack(rows))
    known = {n: i + 1 for i, n in enumerate(names)}
    counts = collections.Counter(normal(w[0]) for s in train for w in s)
    for w, c in sorted(counts.items()):
        if c >= 3 and w not in known:
            known[w] = len(known) + 1
    return known, vectors / vectors.norm(dim=1, keepdim=True) * 1.5


class Spellings:
    """Forms by number, and what stands for each: the row of its vector, the rows of its parts, its shape."""

    def __init__(self, known):
        self.known, self.ids = known, {}
        self.word, self.part, self.shape = [], [], []

    def id(self, form):
        found = self.ids.get(form)
        if found is None:
            found = self.ids[form] = len(self.ids)
            rows = parts(form)
            self.word.append(self.known.get(normal(form), 0))
            self.part.append(rows + [PART_ROWS] * (MOST_PARTS - len(rows)))
            self.shape.append(shape(form))
        return found

    def tables(self):
        return torch.tensor(self.word), torch.tensor(self.part), torch.tensor(self.shape)


class Coarse(torch.autograd.Function):
    """A linear map without what is added, multiplied in bf16: half the time on a processor that has it."""

    @staticmethod
    def forward(ctx, x, weight):
        x, weight = x.bfloat16(), weight.bfloat16()
        ctx.save_for_backward(x, weight)
        return (x @ weight.t()).float()

    @staticmethod
    def backward(ctx, grad):
        x, weight = ctx.saved_tensors
        grad = grad.bfloat16()
        return (grad @ weight).float(), (grad.flatten(0, -2).t() @ x.flatten(0, -2)).float()


class Drop(nn.Module):
    """Drops the same columns at every word of a sentence (Gal and Ghahramani 2016). `x`: sentences along `axis`."""

    def __init__(self, share):
        super().__init__()
        self.share = share

    def forward(self, x, axis=0):
        if not self.training:
            return x
        size = (x.shape[0], 1, x.shape[2]) if axis == 0 else (1, x.shape[1], x.shape[2])
        return x * ((torch.rand(size) >= self.share).float() / (1 - self.share))


class Recurrence(torch.autograd.Function):
    """An LSTM over steps by sentences by 4 x states of input, by hand: torch's own backward step is several times slower on a
    CPU. Gates stand in torch's order: input, forget, cell, output."""

    @staticmethod
    def forward(ctx, gates, weight):
        steps, b, width = gates.shape
        h = width // 4
        gates = gates.clone()
        cells, states = torch.empty(steps, b, h), torch.empty(steps, b, h)
        for t in range(steps):
            g = gates[t]
            if t > 0:
                g.addmm_(states[t - 1], weight.t())
            g[:, :2 * h].sigmoid_()
            g[:, 2 * h:3 * h].tanh_()
            g[:, 3 * h:].sigmoid_()
            torch.mul(g[:, :h], g[:, 2 * h:3 * h], out=cells[t])
            if t > 0:
                cells[t].addcmul_(g[:, h:2 * h], cells[t - 1])
            torch.tanh(cells[t], out=states[t])
            states[t].mul_(g[:, 3 * h:])
        ctx.save_for_backward(gates, cells, states, weight)
        return states

    @staticmethod
    def backward(ctx, grad):
        gates, cells, states, weight = ctx.saved_tensors
        steps, b, h = states.shape
        out = torch.empty_like(gates)
        flow = None  # toward the state and the cell of the step before
        for t in range(steps - 1, -1, -1):
            i, f, g, o = gates[t].split(h, 1)
            d_state = grad[t] if flow is None else grad[t] + flow[0]
            squashed = torch.tanh(cells[t])
            d_cell = d_state * o * (1 - squashed * squashed)
            if flow is not None:
                d_cell += flow[1]
            d = out[t]
            torch.mul(d_cell * g, i * (1 - i), out=d[:, :h])
            if t > 0:
                torch.mul(d_cell * cells[t - 1], f * (1 - f), out=d[:, h:2 * h])
            else:
                d[:, h:2 * h] = 0
            torch.mul(d_cell * i, 1 - g * g, out=d[:, 2 * h:3 * h])
            torch.mul(d_state * squashed, o * (1 - o), out=d[:, 3 * h:])
            if t > 0:
                flow = d @ weight, d_cell * f
        d_weight = out[1:].flatten(0, 1).t() @ states[:-1].flatten(0, 1)
        return out, d_weight


class BiLstm(nn.Module):
    """Both directions; the weights have the names that torch gives them."""

    def __init__(self, inputs, hidden):
        super().__init__()
        for direction in ("", "_reverse"):
            for name, of in (("ih", inputs), ("hh", hidden)):
                self.register_parameter(f"weight_{name}_l0{direction}", nn.Parameter(torch.empty(4 * hidden, of)))
                self.register_parameter(f"bias_{name}_l0{direction}", nn.Parameter(torch.empty(4 * hidden)))
        for p in self.parameters():
            nn.init.uniform_(p, -hidden ** -0.5, hidden ** -0.5)

    def forward(self, x, turned):
        """x: steps by sentences by inputs; turned: for each step and sentence, the step that it is from behind."""
        out = []
        for direction in ("", "_reverse"):
            own = {name: getattr(self, f"{name}_l0{direction}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
            seen = x if not direction else torch.gather(x, 0, turned.unsqueeze(-1).expand(-1, -1, x.shape[2]))
            gates = Coarse.apply(seen, own["weight_ih"]) + (own["bias_ih"] + own["bias_hh"])
            states = Recurrence.apply(gates, own["weight_hh"])
            if direction:
                states = torch.gather(states, 0, turned.unsqueeze(-1).expand(-1, -1, states.shape[2]))
            out.append(states)
        return torch.cat(out, -1)


class Encoder(nn.Module):
    def __init__(self, known, sizes, vectors=None):
        super().__init__()
        self.word = nn.Embedding(known + 1, WORD, sparse=True)
        # One row more than the program has: what is no part.
        self.part = nn.EmbeddingBag(PART_ROWS + 1, PART, mode="sum", sparse=True, padding_idx=PART_ROWS)
        self.shape = nn.Embedding(16, SHAPE)
        nn.init.normal_(self.word.weight, std=0.1)
        if vectors is not None:
            self.word.weight.data[1:1 + len(vectors)] = vectors
        nn.init.normal_(self.part.weight, std=0.05)
        nn.init.normal_(self.shape.weight, std=0.3)
        self.lstm1 = BiLstm(WORD + PART + SHAPE, HIDDEN)
        self.lstm2 = BiLstm(2 * HIDDEN, HIDDEN)
        self.drop = Drop(0.33)
        self.tag = nn.ModuleDict({k: nn.Linear(2 * HIDDEN, n) for k, n in sizes.items() if k != "deprel"})
        self.arc_dep, self.arc_head = nn.Linear(2 * HIDDEN, ARC), nn.Linear(2 * HIDDEN, ARC)
        self.lab_dep, self.lab_head = nn.Linear(2 * HIDDEN, LABEL), nn.Linear(2 * HIDDEN, LABEL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.lab = nn.Parameter(torch.zeros(sizes.get("deprel", 1), LABEL + 1, LABEL + 1))
        nn.init.normal_(self.arc, std=0.02)
        nn.init.normal_(self.lab, std=0.02)
        self.root = nn.Parameter(torch.zeros(2 * HIDDEN))

    def inputs(self, word, part, shape):
        """word, shape: sentences by words; part: by MOST_PARTS more."""
        b, n = word.shape
        return self.word(word), self.part(part.reshape(b * n, MOST_PARTS)).view(b, n, PART), self.shape(shape)

    def encode(self, kinds, lengths, dropped=(0.2, 0.1, 0.1), masked=None):
        """States of the second layer. While training, whole kinds of input are dropped so that each can do without the others;
        of a masked word nothing is seen at all."""
        b, n, _ = kinds[0].shape
        if self.training:
            keep = (torch.rand(b, n, 3) > torch.tensor(dropped)).float()
            if masked is not None:
                keep = keep * (~masked).float().unsqueeze(-1)
            kinds = [x * keep[..., i:i + 1] for i, x in enumerate(kinds)]
        x = torch.cat(kinds, -1).transpose(0, 1)
        at = torch.arange(n)[:, None]
        turned = torch.where(at < lengths, lengths - 1 - at, at)  # what stands behind a sentence stays there
        for lstm in (self.lstm1, self.lstm2):
            x = lstm(self.drop(x, 1), turned)
        return self.drop(x.transpose(0, 1))

    def arcs(self, x):
        b = x.shape[0]
        with_root = torch.cat([self.root.expand(b, 1, -1), x], 1)
        dep, head = torch.relu(self.arc_dep(x)), torch.relu(self.arc_head(with_root))
        dep, head = self.drop(dep), self.drop(head)
        one = torch.ones(*dep.shape[:2], 1)
        scores = torch.cat([dep, one], -1) @ self.arc @ head.transpose(1, 2)
        lab_dep, lab_head = torch.relu(self.lab_dep(x)), torch.relu(self.lab_head(with_root))
        return scores, self.drop(lab_dep), self.drop(lab_head)

    def labels(self, lab_dep, lab_head, heads):
        chosen = torch.gather(lab_head, 1, heads.unsqueeze(-1).expand(-1, -1, LABEL))
        one = torch.ones(*lab_dep.shape[:2], 1)
        d, h = torch.cat([lab_dep, one], -1), torch.cat([chosen, one], -1)
        toward = Coarse.apply(d.flatten(0, 1), self.lab.permute(0, 2, 1).flatten(0, 1)).view(*d.shape[:2], -1, LABEL + 1)
        return (toward @ h.unsqueeze(-1)).squeeze(-1)


def optimisers_of(model, rate):
    """Of the dense weights and of the tables of vectors, whose steps touch few rows."""
    sparse = [model.word.weight, model.part.weight]
    dense = [p for p in model.parameters() if not any(p is q for q in sparse)]
    return dense, [torch.optim.Adam(dense, lr=rate, betas=(0.9, 0.95), foreach=True), torch.optim.SparseAdam(sparse, lr=rate, betas=(0.9, 0.95))]
