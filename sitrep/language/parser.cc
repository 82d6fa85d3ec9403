#include "sitrep/language/parser.h"

#include <algorithm>

namespace sitrep {

void ParserState::start(size_t words) {
  nodes_.assign(words + 1, Node{});
  stack_.clear();
  next_ = 0;
}

bool ParserState::can(Move move) const {
  switch (move) {
    case Move::shift:
      return next_ < root();
    case Move::left:
      return !stack_.empty() && (next_ < root() || stack_.size() == 1);
    case Move::right:
      return stack_.size() >= 2;
  }
  return false;
}

bool ParserState::allows(uint32_t t) const {
  const Move move = move_of(t);
  if (!can(move)) return false;
  if (move == Move::shift) return true;
  const bool to_root = move == Move::left && next_ == root();
  return to_root == (deprel_of_transition(t) == Deprel::root);
}

void ParserState::apply(uint32_t t) {
  if (move_of(t) == Move::shift) {
    stack_.push_back(next_++);
    return;
  }
  const int32_t child = stack_.back();
  stack_.pop_back();
  attach(child, move_of(t) == Move::left ? next_ : stack_.back(), deprel_of_transition(t));
}

void ParserState::attach(int32_t child, int32_t head, Deprel deprel) {
  Node& c = nodes_[static_cast<size_t>(child)];
  Node& h = nodes_[static_cast<size_t>(head)];
  c.head = head;
  c.deprel = deprel;
  // Children come from the inside out on the left of the buffer's front and on the right alike.
  int32_t(&side)[2] = child < head ? h.left : h.right;
  side[1] = side[0];
  side[0] = child;
  ++(child < head ? h.lefts : h.rights);
}

namespace {

// What the features ask of one position; all of nothing where there is none.
struct Seen {
  uint64_t form = 1;
  uint64_t tag = 255;
  uint64_t cluster = 0xFFFF;
  uint64_t deprel = 255;
};

uint64_t bucket(int32_t distance) {
  if (distance <= 5) return static_cast<uint64_t>(distance);
  return distance <= 10 ? 6 : 7;
}

class Templates {
 public:
  Templates(const ParserInput& input, const ParserState& state, std::vector<uint64_t>& features)
      : input_(input), state_(state), features_(features) {}

  void fill() {
    features_.clear();
    const int32_t i0 = state_.stack(0);
    const int32_t i1 = state_.stack(1);
    const int32_t i2 = state_.stack(2);
    const int32_t j0 = state_.next();
    const Seen s0 = see(i0);
    const Seen s1 = see(i1);
    const Seen s2 = see(i2);
    const Seen b0 = see(j0);
    const Seen b1 = see(j0 + 1);
    const Seen b2 = see(j0 + 2);
    const Seen b3 = see(j0 + 3);
    words_alone(s0, s1, s2, b0, b1, b2, b3);
    pairs(s0, s1, b0, b1);
    triples(s0, s1, s2, b0, b1, b2);
    trees(i0, i1, j0, s0, s1, b0);
    distances(i0, i1, j0, s0, s1, b0);
  }

 private:
  void add(uint64_t kind, uint64_t a, uint64_t b = 0, uint64_t c = 0) {
    features_.push_back(feature(kind, a, b, c));
  }

  Seen see(int32_t i) const {
    Seen seen;
    if (i < 0 || i > state_.root()) return seen;
    if (i == state_.root()) return {2, 254, 0xFFFE, 255};
    const auto at = static_cast<size_t>(i);
    seen.form = input_.words[at].form;
    seen.tag = input_.tags[at];
    seen.cluster = input_.words[at].cluster;
    if (state_.node(i).head != kNone) seen.deprel = static_cast<uint64_t>(state_.node(i).deprel);
    return seen;
  }
  int32_t left(int32_t i, size_t nth = 0) const { return i < 0 ? kNone : state_.node(i).left[nth]; }
  int32_t right(int32_t i, size_t nth = 0) const {
    return i < 0 ? kNone : state_.node(i).right[nth];
  }

  void words_alone(const Seen& s0, const Seen& s1, const Seen& s2, const Seen& b0, const Seen& b1,
                   const Seen& b2, const Seen& b3) {
    uint64_t kind = 300;
    for (const Seen* p : {&s0, &s1, &b0, &b1}) {
      add(kind++, p->form, p->tag);
      add(kind++, p->form);
      add(kind++, p->tag);
      add(kind++, p->cluster, p->tag);
    }
    for (const Seen* p : {&s2, &b2}) {
      add(kind++, p->form, p->tag);
      add(kind++, p->tag);
    }
    add(kind++, b3.tag, b2.tag);
  }

  void pairs(const Seen& s0, const Seen& s1, const Seen& b0, const Seen& b1) {
    uint64_t kind = 330;
    const std::pair<const Seen*, const Seen*> both[] = {{&s0, &b0}, {&s1, &s0}};
    for (const auto& [x, y] : both) {
      add(kind++, feature(1, x->form, x->tag), y->form, y->tag);
      add(kind++, x->form, x->tag, y->tag);
      add(kind++, x->tag, y->form, y->tag);
      add(kind++, x->form, y->form);
      add(kind++, x->tag, y->tag);
      add(kind++, x->cluster, y->cluster);
      add(kind++, x->cluster, y->tag, x->tag);
      add(kind++, x->tag, y->cluster, y->tag);
      add(kind++, x->form, y->cluster);
      add(kind++, x->cluster, y->form);
    }
    add(kind++, b0.tag, b1.tag);
    add(kind++, b0.form, b1.tag);
    add(kind++, b0.tag, b1.form);
    add(kind++, b0.form, b1.form);
    add(kind++, s1.tag, b0.tag);
    add(kind++, s1.form, b0.form);
    add(kind++, s1.form, b0.tag);
    add(kind++, s1.tag, b0.form);
    add(kind++, s0.form, b1.tag, s0.tag);
    add(kind++, s0.tag, b1.form);
    add(kind++, s0.tag, b1.tag);
  }

  void triples(const Seen& s0, const Seen& s1, const Seen& s2, const Seen& b0, const Seen& b1,
               const Seen& b2) {
    uint64_t kind = 370;
    add(kind++, s0.tag, b0.tag, b1.tag);
    add(kind++, s1.tag, s0.tag, b0.tag);
    add(kind++, s2.tag, s1.tag, s0.tag);
    add(kind++, b0.tag, b1.tag, b2.tag);
    add(kind++, s0.form, b0.tag, b1.tag);
    add(kind++, s0.tag, b0.form, b1.tag);
    add(kind++, s0.tag, b0.tag, b1.form);
    add(kind++, s1.form, s0.tag, b0.tag);
    add(kind++, s1.tag, s0.form, b0.tag);
    add(kind++, s1.tag, s0.tag, b0.form);
    add(kind++, feature(2, s1.tag, s0.tag), b0.tag, b1.tag);
    add(kind++, feature(2, s0.tag, b0.tag), b1.tag, b2.tag);
    add(kind++, feature(2, s2.tag, s1.tag), s0.tag, b0.tag);
    add(kind++, s1.cluster, s0.cluster, b0.cluster);
    add(kind++, s0.cluster, b0.cluster, b1.cluster);
    add(kind++, s0.form, b1.form, b0.form);
    add(kind++, s1.form, s0.form, b0.tag);
  }

  // Children already found, their relations and number.
  void trees(int32_t i0, int32_t i1, int32_t j0, const Seen& s0, const Seen& s1, const Seen& b0) {
    uint64_t kind = 400;
    const std::pair<int32_t, const Seen*> parents[] = {
        {left(i0), &s0}, {right(i0), &s0}, {left(i1), &s1}, {right(i1), &s1}, {left(j0), &b0}};
    for (const auto& [child, parent] : parents) {
      const Seen c = see(child);
      add(kind++, c.form, c.tag);
      add(kind++, c.deprel, parent->tag);
      add(kind++, c.tag, parent->tag, b0.tag);
      add(kind++, c.tag, s0.tag, s1.tag);
      add(kind++, c.deprel, parent->form, parent->tag);
      add(kind++, c.deprel, s0.tag, b0.tag);
      add(kind++, c.form, parent->form);
      add(kind++, c.deprel, s0.form, b0.form);
    }
    const std::pair<int32_t, int32_t> twos[] = {{left(i0), left(i0, 1)},
                                                {right(i0), right(i0, 1)},
                                                {right(i1), right(i1, 1)},
                                                {left(j0), left(j0, 1)}};
    const Seen* owners[] = {&s0, &s0, &s1, &b0};
    for (size_t k = 0; k < 4; ++k) {
      const Seen outer = see(twos[k].first);
      const Seen inner = see(twos[k].second);
      add(kind++, owners[k]->tag, outer.tag, inner.tag);
      add(kind++, owners[k]->tag, outer.deprel, inner.deprel);
      add(kind++, owners[k]->form, outer.deprel, inner.deprel);
    }
    const Seen l0 = see(left(i0));
    const Seen r0 = see(right(i0));
    const Seen lb = see(left(j0));
    add(kind++, feature(3, s0.tag, b0.tag), l0.deprel, lb.deprel);
    add(kind++, feature(3, s0.tag, b0.tag), r0.deprel, lb.deprel);
    add(kind++, feature(3, s0.tag, s1.tag), l0.deprel, see(right(i1)).deprel);
    add(kind++, feature(4, s0.tag, s1.tag), see(left(i1)).deprel, r0.deprel);
    const auto count = [&](int32_t i, bool lefts) {
      if (i < 0) return uint64_t{9};
      const auto& node = state_.node(i);
      return std::min<uint64_t>(lefts ? node.lefts : node.rights, 5);
    };
    add(kind++, s0.tag, count(i0, true), count(i0, false));
    add(kind++, s0.form, count(i0, true));
    add(kind++, s0.form, count(i0, false));
    add(kind++, s1.tag, count(i1, true), count(i1, false));
    add(kind++, s1.form, count(i1, false));
    add(kind++, b0.tag, count(j0, true));
    add(kind++, b0.form, count(j0, true));
  }

  void distances(int32_t i0, int32_t i1, int32_t j0, const Seen& s0, const Seen& s1,
                 const Seen& b0) {
    uint64_t kind = 500;
    const uint64_t near = i0 < 0 ? 9 : bucket(j0 - i0);
    const uint64_t far = i1 < 0 ? 9 : bucket(i0 - i1);
    add(kind++, near, s0.tag, b0.tag);
    add(kind++, near, s0.form, b0.tag);
    add(kind++, near, s0.tag, b0.form);
    add(kind++, far, s1.tag, s0.tag);
    add(kind++, far, s1.form, s0.tag);
    add(kind++, far, s1.tag, s0.form);
    add(kind++, between(i0, j0), s0.tag, b0.tag);
    add(kind++, between(i1, i0), s1.tag, s0.tag);
    add(kind++, std::min<uint64_t>(state_.stack_size(), 4), s0.tag, b0.tag);
    add(kind++, static_cast<uint64_t>(j0 == state_.root()), s0.tag, s1.tag);
  }

  // Which kinds of words stand between two positions.
  uint64_t between(int32_t from, int32_t to) const {
    if (from < 0) return 0xFFFF;
    uint64_t kinds = 0;
    for (int32_t i = std::max(from + 1, to - 24); i < to; ++i) {
      switch (input_.upos[static_cast<size_t>(i)]) {
        case Upos::VERB:
        case Upos::AUX:
          kinds |= 1;
          break;
        case Upos::PUNCT:
          kinds |= 2;
          break;
        case Upos::CCONJ:
          kinds |= 4;
          break;
        case Upos::ADP:
        case Upos::SCONJ:
          kinds |= 8;
          break;
        case Upos::NOUN:
        case Upos::PROPN:
        case Upos::PRON:
          kinds |= 16;
          break;
        default:
          break;
      }
    }
    return kinds;
  }

  const ParserInput& input_;
  const ParserState& state_;
  std::vector<uint64_t>& features_;
};

}  // namespace

void parser_features(const ParserInput& input, const ParserState& state,
                     std::vector<uint64_t>& features) {
  Templates(input, state, features).fill();
}

Result<Parser> Parser::open(const ModelFile& file) {
  const auto section = file.section("parse.weights");
  if (!section) return tl::unexpected(section.error());
  const auto weights = LinearModel::open(*section);
  if (!weights || weights->classes() != kTransitions) {
    return fail(ErrorCode::corrupt, file.path() + ": the parser is damaged");
  }
  Parser p;
  p.weights_ = *weights;
  return p;
}

void Parser::parse(const ParserInput& input, size_t beam, Scratch& s, std::span<int32_t> heads,
                   std::span<Deprel> deprels) const {
  const size_t n = input.size();
  s.beam.resize(beam);
  s.next.resize(beam);
  s.beam[0].state.start(n);
  s.beam[0].score = 0;
  size_t items = 1;
  for (size_t step = 0; step < 2 * n; ++step) {
    s.steps.clear();
    for (uint32_t i = 0; i < items; ++i) {
      const ParserState& state = s.beam[i].state;
      parser_features(input, state, s.features);
      s.scores.assign(kTransitions, 0);
      weights_.add_scores(s.features, s.scores);
      for (uint32_t t = 0; t < kTransitions; ++t) {
        if (state.allows(t)) s.steps.push_back({s.beam[i].score + s.scores[t], i, t});
      }
    }
    const size_t kept = std::min(beam, s.steps.size());
    std::partial_sort(s.steps.begin(), s.steps.begin() + static_cast<std::ptrdiff_t>(kept),
                      s.steps.end(), [](const Step& a, const Step& b) {
                        if (a.score != b.score) return a.score > b.score;
                        return a.item != b.item ? a.item < b.item : a.transition < b.transition;
                      });
    for (size_t k = 0; k < kept; ++k) {
      s.next[k].state = s.beam[s.steps[k].item].state;
      s.next[k].state.apply(s.steps[k].transition);
      s.next[k].score = s.steps[k].score;
    }
    std::swap(s.beam, s.next);
    items = kept;
  }
  const ParserState& best = s.beam[0].state;
  for (size_t i = 0; i < n; ++i) {
    const auto& node = best.node(static_cast<int32_t>(i));
    heads[i] = node.head == best.root() ? kNone : node.head;
    deprels[i] = node.deprel;
  }
}

}  // namespace sitrep
