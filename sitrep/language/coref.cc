#include "sitrep/language/coref.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "sitrep/language/coref_mentions.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

// How far back each sieve looks.
constexpr size_t kNominalWindow = 60;  // mentions with the same head or kind
constexpr size_t kPronounWindow = 50;  // mentions of any sort
constexpr uint32_t kPronounSentences = 3;
constexpr uint32_t kGeneralSentences = 5;
constexpr uint32_t kCountrySentences = 12;
// How much better a pronoun's antecedent is that reports the pronoun's clause.
constexpr double kOwnReport = 1;
// How much a country is spoken of: a mention counts one, and a sentence without one takes away
// some.
constexpr double kMostWeight = 4;
constexpr double kAside = 0.25;  // where somebody comes from
constexpr double kWhere = 0.5;   // where something happens, beside who acts
constexpr double kFades = 0.4;
constexpr uint32_t kLongestTitle = 40;  // bytes of "of Foreign Affairs" between a title and a name
constexpr size_t kMostWords = 40;       // that are kept of an entity

bool is_personal(const MentionInfo& m) {
  return m.form == MentionForm::pronoun && m.person == Person::third;
}

class Resolver {
 public:
  Resolver(std::string_view text, const Coreference& rules, const EntityWords& words, Analysis& out)
      : text_(text),
        rules_(rules),
        words_(words),
        out_(out),
        infos_(describe_mentions(text, words, out)) {
    note_datelines();
    parent_.resize(infos_.size());
    std::iota(parent_.begin(), parent_.end(), 0U);
    facts_.resize(infos_.size());
    for (uint32_t i = 0; i < infos_.size(); ++i) facts_[i] = facts_of(infos_[i]);
  }

  void resolve() {
    join_names();
    join_appositions();
    for (uint32_t i = 0; i < infos_.size(); ++i) {
      if (infos_[i].form == MentionForm::nominal) join_nominal(i);
      if (infos_[i].form == MentionForm::pronoun) join_pronoun(i);
      remember(i);
    }
    write();
  }

 private:
  // What is known of an entity so far, kept at its first mention.
  struct Facts {
    EntityKind kind = EntityKind::other;
    Gender gender = Gender::unknown;
    Number number = Number::unknown;
    bool named = false;
    std::vector<std::string> roles;  // 'secretary' of 'Defense Secretary Ash Carter'
    std::vector<std::string> about;  // 'us', 'defense': what tells the role from others
  };

  static Facts facts_of(const MentionInfo& m) {
    Facts f;
    f.kind = m.kind;
    f.gender = m.gender;
    f.number = m.number;
    f.named = m.form == MentionForm::name;
    f.roles = m.roles;
    if (m.form == MentionForm::nominal) f.roles.push_back(m.head);
    f.about = m.modifiers;
    return f;
  }

  uint32_t root(uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  void join(uint32_t a, uint32_t b) {
    a = root(a);
    b = root(b);
    if (a == b) return;
    if (b < a) std::swap(a, b);
    parent_[b] = a;
    Facts& f = facts_[a];
    Facts& g = facts_[b];
    if ((!f.named && g.named) || f.kind == EntityKind::other) f.kind = g.kind;
    if (f.gender == Gender::unknown || (f.gender == Gender::human && g.gender != Gender::unknown)) {
      f.gender = g.gender;
    }
    if (f.number == Number::unknown) f.number = g.number;
    f.named |= g.named;
    add_words(g.roles, f.roles);
    add_words(g.about, f.about);
  }

  // What is told of an entity that a long text speaks of a thousand times stays small.
  static void add_words(const std::vector<std::string>& from, std::vector<std::string>& to) {
    for (const auto& word : from) {
      if (to.size() >= kMostWords) return;
      if (std::find(to.begin(), to.end(), word) == to.end()) to.push_back(word);
    }
  }

  // --- names

  void join_names() {
    std::unordered_map<std::string, uint32_t> same;      // by letters, or by what the lexicon joins
    std::unordered_map<std::string, uint32_t> initials;  // 'nnpc'
    std::unordered_map<std::string, uint32_t> parts;     // last words; first names of persons
    for (uint32_t i = 0; i < infos_.size(); ++i) {
      const MentionInfo& m = infos_[i];
      if (m.form != MentionForm::name || m.letters.empty()) continue;
      if (const auto it = same.find(m.letters); it != same.end()) {
        join(it->second, i);
      } else if (const auto ac = initials.find(m.letters); m.acronym && ac != initials.end()) {
        join(ac->second, i);
      } else if (const auto part = parts.find(m.letters); m.name_words.size() == 1 &&
                                                          part != parts.end() &&
                                                          may_be_part(infos_[part->second], m)) {
        join(part->second, i);
      } else if (m.kind == EntityKind::person) {
        join_person(i);
      } else if (m.name_words.size() > 1) {
        join_longer_name(i);
      }
      same[m.letters] = i;
      if (m.kind == EntityKind::person) {
        for (const auto& word : m.name_words) persons_[word].push_back(i);
      }
      if (m.name_words.size() < 2) continue;
      if (!m.initials.empty()) initials[m.initials] = i;
      if (m.kind == EntityKind::person || m.kind == EntityKind::other) {
        parts[m.name_words.back()] = i;
        parts.try_emplace(m.name_words.front(), i);
      } else {
        suffixes_[m.name_words.back()].push_back(i);
      }
      const auto acronym = same.find(m.initials);
      if (acronym != same.end() && infos_[acronym->second].acronym) join(acronym->second, i);
    }
  }

  static bool may_be_part(const MentionInfo& whole, const MentionInfo& part) {
    return part.kind == whole.kind || part.kind == EntityKind::other ||
           whole.kind == EntityKind::other;
  }

  // 'Jaramillo', 'Bernardo Jaramillo' and 'Bernardo Jaramillo Ossa', whichever stands first.
  void join_person(uint32_t i) {
    const MentionInfo& m = infos_[i];
    for (auto word = m.name_words.rbegin(); word != m.name_words.rend(); ++word) {
      const auto known = persons_.find(*word);
      if (known == persons_.end()) continue;
      size_t steps = 0;
      for (auto k = known->second.rbegin(); k != known->second.rend() && steps < kNominalWindow;
           ++k, ++steps) {
        const auto& other = infos_[*k].name_words;
        const bool longer = other.size() > m.name_words.size();
        if (!is_short_for(longer ? m.name_words : other, longer ? other : m.name_words)) continue;
        join(*k, i);
        return;
      }
    }
  }

  // A person goes by the last of their names, in Spanish by the last but one, which is the
  // father's; by some that stand together ("Rodriguez Gacha"), or by the first and the last.
  static bool is_short_for(const std::vector<std::string>& part,
                           const std::vector<std::string>& whole) {
    if (part.size() >= whole.size()) return false;
    if (part.size() == 1) {
      return part[0] == whole.back() || (whole.size() > 2 && part[0] == whole[whole.size() - 2]);
    }
    if (std::search(whole.begin(), whole.end(), part.begin(), part.end()) != whole.end())
      return true;
    if (part.front() != whole.front() || part.back() != whole.back()) return false;
    auto at = whole.begin();
    return std::all_of(part.begin(), part.end(), [&](const std::string& word) {
      at = std::find(at, whole.end(), word);
      return at != whole.end() && at++ != whole.end();
    });
  }

  // 'Security Council' and 'UN Security Council': one's words are the end of the other's.
  void join_longer_name(uint32_t i) {
    const MentionInfo& m = infos_[i];
    const auto it = suffixes_.find(m.name_words.back());
    if (it == suffixes_.end()) return;
    size_t steps = 0;
    for (auto k = it->second.rbegin(); k != it->second.rend() && steps < kNominalWindow;
         ++k, ++steps) {
      const MentionInfo& other = infos_[*k];
      if (other.kind != m.kind) continue;
      const auto& a = m.name_words.size() < other.name_words.size() ? m : other;
      const auto& b = m.name_words.size() < other.name_words.size() ? other : m;
      if (std::equal(a.name_words.rbegin(), a.name_words.rend(), b.name_words.rbegin())) {
        join(*k, i);
        return;
      }
    }
  }

  // 'Commander Qassem Soleimani', 'Secretary of State Antony Blinken': a title and the name right
  // behind it, which hangs on it.
  uint32_t name_behind_title(uint32_t i) const {
    const MentionInfo& m = infos_[i];
    if (m.form != MentionForm::nominal || m.kind != EntityKind::person) return kNoEntity;
    const TokenId title = out_.mentions[m.index].head;
    for (uint32_t k = i == 0 ? 0 : i - 1; k < infos_.size(); ++k) {
      const MentionInfo& name = infos_[k];
      if (name.span.begin > m.extent.end + kLongestTitle) break;
      if (name.form != MentionForm::name || name.kind != EntityKind::person) continue;
      const TokenId first = out_.token_at(name.span.begin);
      if (first == title + 1 || is_hyphened(title, first) || ends_title(title + 1, first)) return k;
    }
    return kNoEntity;
  }

  // "Commander-in-chief Haider al-Abadi": one word to the eye, and the name right behind it.
  bool is_hyphened(TokenId title, TokenId name) const {
    if (name <= title + 1 || name > title + 6) return false;
    for (TokenId t = title; t + 1 < name; ++t) {
      if (out_.tokens.span[t].end != out_.tokens.span[t + 1].begin) return false;
    }
    return out_.tokens.span[title + 1].of(text_) == "-";
  }

  // "of State", "of Foreign Affairs": capitals without an article, and no other person's title.
  bool ends_title(TokenId first, TokenId name) const {
    if (name < first + 2 || name > first + 4 || out_.lemma(first) != "of") return false;
    for (TokenId t = first + 1; t < name; ++t) {
      if (!is_ascii_upper(out_.tokens.span[t].of(text_).front())) return false;
      const NounSense* noun = words_.noun(ascii_lower(out_.lemma(t)));
      if (noun != nullptr && noun->kind == EntityKind::person) return false;
    }
    return true;
  }

  // "QUITO, 3 May (EFE) --": a sentence of its own without a verb, before a dash. What stands in it
  // stands side by side, and is spoken of no more but for where it is.
  void note_datelines() {
    dateline_.assign(out_.sentences.size(), false);
    for (size_t s = 0; s < out_.sentences.size(); ++s) {
      const auto [first, last, block] = out_.sentences[s];
      const std::string_view end = out_.tokens.span[last - 1].of(text_);
      if (end != "-" && end != "--" && end != "\xE2\x80\x93" && end != "\xE2\x80\x94") continue;
      const auto& upos = out_.tokens.upos;
      dateline_[s] =
          std::find(upos.begin() + first, upos.begin() + last, Upos::VERB) == upos.begin() + last;
    }
  }

  bool is_of_dateline(uint32_t i) const {
    const MentionInfo& m = infos_[i];
    return dateline_[m.sentence] && m.kind != EntityKind::place && m.kind != EntityKind::country;
  }

  void join_appositions() {
    for (uint32_t i = 0; i < infos_.size(); ++i) {
      const MentionInfo& m = infos_[i];
      if (dateline_[m.sentence]) continue;
      if (const uint32_t name = name_behind_title(i); name != kNoEntity) join(name, i);
      if (m.apposed_to == kNoEntity) continue;
      const MentionInfo& other = infos_[m.apposed_to];
      // "The movement's armed wing, the Qassam Brigades": an armed group is an organisation.
      const auto plain = [](EntityKind kind) {
        return kind == EntityKind::armed_group ? EntityKind::organisation : kind;
      };
      const bool alike = plain(m.kind) == plain(other.kind) || m.kind == EntityKind::other ||
                         other.kind == EntityKind::other;
      // "One of these groups, the Qassam Brigades": several are no one name.
      const bool several = m.form == MentionForm::name && other.number == Number::plural &&
                           m.number != Number::plural;
      if (alike && !several && numbers_agree(m.number, other.number)) join(m.apposed_to, i);
    }
  }

  static bool numbers_agree(Number a, Number b) {
    return a == b || a == Number::unknown || b == Number::unknown;
  }

  // --- nominals

  void join_nominal(uint32_t i) {
    const MentionInfo& m = infos_[i];
    if (m.indefinite || root(i) != i) return;
    if (const auto same = nearest(by_head_[m.head], [&](uint32_t k) { return same_nominal(k, i); });
        same != kNoEntity) {
      join(same, i);
      return;
    }
    if (!m.definite || m.number == Number::plural) return;
    if (const uint32_t name = name_of_kind(i); name != kNoEntity) {
      join(name, i);
      return;
    }
    if (m.modifiers.empty() && rules_.covers(m.head, EntityKind::country)) {
      if (const uint32_t name = country_spoken_of(i); name != kNoEntity) join(name, i);
      return;
    }
    // 'The group' is an armed one where there is one.
    if (rules_.covers(m.head, EntityKind::armed_group)) {
      const auto armed = nearest(named_, [&](uint32_t k) {
        return facts_[root(k)].kind == EntityKind::armed_group && covered_by(k, i);
      });
      if (armed != kNoEntity) {
        join(armed, i);
        return;
      }
    }
    const auto covered = nearest(named_, [&](uint32_t k) { return covered_by(k, i); });
    if (covered != kNoEntity) join(covered, i);
  }

  // 'The town of Qayyarah': the place that the "of" names, and no other.
  uint32_t name_of_kind(uint32_t i) const {
    const MentionInfo& m = infos_[i];
    const TokenId noun = out_.mentions[m.index].head;
    if (noun == kNoToken || !rules_.covers(m.head, EntityKind::place)) return kNoEntity;
    for (uint32_t k = i + 1; k < infos_.size(); ++k) {
      const MentionInfo& name = infos_[k];
      if (name.span.begin > m.extent.end) break;
      if (name.form != MentionForm::name || name.kind != EntityKind::place) continue;
      const TokenId first = out_.token_at(name.span.begin);
      return first == noun + 2 && out_.lemma(noun + 1) == "of" ? k : kNoEntity;
    }
    return kNoEntity;
  }

  // 'The country': the one that the text speaks of so far, by its own name, its people's or its
  // capital's; what was named last counts more, and where somebody comes from less.
  uint32_t country_spoken_of(uint32_t i) const {
    const MentionInfo& m = infos_[i];
    uint32_t best = kNoEntity;
    double most = 0;
    for (const auto& [country, told] : countries_) {
      if (told.name == kNoEntity || infos_[told.name].extent.overlaps(m.extent)) continue;
      const uint32_t ago = m.sentence - told.sentence;
      if (ago > kCountrySentences) continue;
      const double score = std::min(told.weight, kMostWeight) - kFades * ago;
      const bool better = best == kNoEntity || score > most || (score == most && told.name > best);
      if (!better) continue;
      best = told.name;
      most = score;
    }
    return best;
  }

  void note_country(uint32_t i) {
    const MentionInfo& m = infos_[i];
    const KnownName* known = words_.known(m.letters);
    if (known == nullptr || known->country == 0) return;
    Country& told = countries_[known->country];
    const bool aside = is_origin(i);
    const Deprel r = universal(out_.tokens.deprel[out_.mentions[m.index].head]);
    const bool where = r == Deprel::obl || r == Deprel::nmod;
    told.weight += aside ? kAside : where ? 1 + kWhere : 1;
    if (!aside || told.sentence == 0) told.sentence = m.sentence;
    if (m.kind == EntityKind::country && (!aside || told.name == kNoEntity)) told.name = i;
  }

  // 'Mediators from Norway', 'Norway's envoy', 'a spokesman for Norway': where somebody comes from.
  bool is_origin(uint32_t i) const {
    TokenId t = out_.mentions[infos_[i].index].head;
    for (int steps = 0; steps < 4 && !out_.is_root(t); ++steps) {
      const Deprel r = universal(out_.tokens.deprel[t]);
      if (r != Deprel::nmod && r != Deprel::conj && r != Deprel::amod && r != Deprel::compound)
        return false;
      t = out_.tokens.head[t];
      const NounSense* noun = words_.noun(ascii_lower(out_.lemma(t)));
      if (noun != nullptr && noun->kind == EntityKind::person) return true;
    }
    return false;
  }

  bool same_nominal(uint32_t k, uint32_t i) {
    const MentionInfo& earlier = infos_[k];
    const MentionInfo& m = infos_[i];
    if (!numbers_agree(earlier.number, m.number)) return false;
    // 'The army' is the state's, not the Arakan Army.
    if (earlier.form == MentionForm::name && earlier.kind == EntityKind::armed_group &&
        words_.is_of_state(m.head))
      return false;
    if (earlier.extent.overlaps(m.extent) || !of_the_same(earlier, m)) return false;
    if (earlier.form == MentionForm::nominal && earlier.letters == m.letters && m.definite)
      return true;
    // The later phrase says nothing new.
    const auto& about = facts_[root(k)].about;
    const bool told = std::all_of(m.modifiers.begin(), m.modifiers.end(), [&](const auto& word) {
      return std::find(about.begin(), about.end(), word) != about.end();
    });
    return told && (m.definite || (!m.modifiers.empty() && m.modifiers == earlier.modifiers));
  }

  // "Its forces" are not "his forces" of before. Of "its" and "its" nobody is sure enough.
  bool of_the_same(const MentionInfo& earlier, const MentionInfo& later) {
    const TokenId one = earlier.possessor;
    const TokenId other = later.possessor;
    if (one == kNoToken || other == kNoToken || out_.lemma(one) == out_.lemma(other)) return true;
    const bool pronoun = out_.tokens.upos[one] == Upos::PRON;
    if (pronoun != (out_.tokens.upos[other] == Upos::PRON)) return true;
    if (pronoun) return false;
    const uint32_t whose = out_.mention_at(one);
    const uint32_t of_another = out_.mention_at(other);
    return whose != kNoEntity && of_another != kNoEntity && root(whose) == root(of_another);
  }

  bool covered_by(uint32_t k, uint32_t i) {
    const MentionInfo& m = infos_[i];
    if (infos_[k].extent.overlaps(m.extent) || is_of_dateline(k)) return false;
    const Facts& facts = facts_[root(k)];
    const bool in_role = std::any_of(facts.roles.begin(), facts.roles.end(), [&](const auto& role) {
      return role == m.head || rules_.covers(m.head, role);
    });
    if (in_role) return roles_agree(facts, m);
    if (rules_.is_capital(m.head)) {
      const KnownName* known = words_.known(infos_[k].letters);
      if (known == nullptr || !known->capital) return false;
    }
    if (facts.kind == EntityKind::place && names_another_kind(k, m.head)) return false;
    return m.modifiers.empty() && m.sentence - infos_[k].sentence <= kGeneralSentences &&
           rules_.covers(m.head, facts.kind);
  }

  // 'Gao' of 'the Gao region', of 'the Gao police': no city, and not spoken of itself.
  bool names_another_kind(uint32_t k, std::string_view noun) const {
    const TokenId head = out_.mentions[infos_[k].index].head;
    const Deprel r = out_.tokens.deprel[head];
    if (r != Deprel::compound && r != Deprel::amod) return false;
    return ascii_lower(out_.lemma(out_.tokens.head[head])) != noun;
  }

  // 'the top US defense official' agrees with a US defense secretary, not with a Russian one.
  static bool roles_agree(const Facts& facts, const MentionInfo& m) {
    size_t told = 0;
    size_t places = 0;
    for (const auto& word : m.modifiers) {
      const bool known =
          std::find(facts.about.begin(), facts.about.end(), word) != facts.about.end();
      told += known;
      places += !known && std::find(m.proper_modifiers.begin(), m.proper_modifiers.end(), word) !=
                              m.proper_modifiers.end();
    }
    return places == 0 && (m.modifiers.empty() || told > 0);
  }

  // --- pronouns

  void join_pronoun(uint32_t i) {
    const MentionInfo& m = infos_[i];
    if (!is_personal(m)) {
      join_speaker(i);
      return;
    }
    uint32_t best = kNoEntity;
    double best_score = 0;
    const uint32_t first = i > kPronounWindow ? i - static_cast<uint32_t>(kPronounWindow) : 0;
    for (uint32_t k = i; k-- > first;) {
      if (m.sentence - infos_[k].sentence > kPronounSentences) break;
      if (!may_stand_for(i, k)) continue;
      const double score = pronoun_score(m, k);
      if (best == kNoEntity || score > best_score) {
        best = k;
        best_score = score;
      }
    }
    if (best != kNoEntity) join(best, i);
  }

  // 'I', 'we', 'you' of the same person stand for the same speaker.
  void join_speaker(uint32_t i) {
    const MentionInfo& m = infos_[i];
    const size_t key = static_cast<size_t>(m.person) * 3 + static_cast<size_t>(m.number);
    if (key >= speakers_.size()) speakers_.resize(key + 1, kNoEntity);
    if (speakers_[key] != kNoEntity) join(speakers_[key], i);
    speakers_[key] = i;
  }

  bool may_stand_for(uint32_t i, uint32_t k) {
    const MentionInfo& m = infos_[i];
    const MentionInfo& other = infos_[k];
    if (other.form == MentionForm::pronoun && other.person != Person::third) return false;
    if (other.extent.contains(m.span) || is_of_dateline(k)) return false;
    const Facts& facts = facts_[root(k)];
    if (facts.kind == EntityKind::nationality) return false;
    // A verb's object is not its subject, unless it says so ('himself').
    const bool same_verb = m.governor == other.governor && m.governor != kNoToken;
    if (same_verb && !m.reflexive && !m.possessive) return false;
    const bool group = facts.kind == EntityKind::organisation ||
                       facts.kind == EntityKind::armed_group || facts.kind == EntityKind::country;
    const bool human = facts.kind == EntityKind::person;
    switch (m.gender) {
      case Gender::male:
      case Gender::female: {
        const bool clash = facts.gender == Gender::thing ||
                           ((facts.gender == Gender::male || facts.gender == Gender::female) &&
                            facts.gender != m.gender);
        return !clash && facts.number != Number::plural &&
               (human || (other.form == MentionForm::name && facts.kind == EntityKind::other));
      }
      case Gender::thing:
        return !human && facts.gender != Gender::male && facts.gender != Gender::female &&
               facts.number != Number::plural;
      default:
        return facts.number == Number::plural || (group && facts.number != Number::singular);
    }
  }

  double pronoun_score(const MentionInfo& m, uint32_t k) {
    const MentionInfo& other = infos_[k];
    double score = -2.0 * (m.sentence - other.sentence) - 0.1 * static_cast<double>(m.index - k);
    if (other.subject) score += 2;
    if (other.object) score += 0.5;
    if (other.subject && m.subject) score += 0.5;
    if (other.form == MentionForm::pronoun) score += 0.5;
    if (other.form == MentionForm::name) score += 0.5;
    if (facts_[root(k)].kind != EntityKind::other) score += 1;
    if (other.nested) score -= 1.5;
    if (other.subject && m.subject && reports(other.governor, m.governor)) score += kOwnReport;
    return score;
  }

  // "The rebels took the blame and said they would go on": the clause is what the verb of the
  // subject, or one beside it, reports.
  bool reports(TokenId verb, TokenId clause) const {
    const auto& tokens = out_.tokens;
    if (verb == kNoToken || clause == kNoToken || tokens.deprel[clause] != Deprel::ccomp)
      return false;
    TokenId above = tokens.head[clause];
    while (above != verb && tokens.deprel[above] == Deprel::conj && !out_.is_root(above)) {
      above = tokens.head[above];
    }
    return above == verb;
  }

  // --- bookkeeping

  template <class Test>
  uint32_t nearest(const std::vector<uint32_t>& seen, Test test) {
    size_t steps = 0;
    for (auto k = seen.rbegin(); k != seen.rend() && steps < kNominalWindow; ++k, ++steps) {
      if (test(*k)) return *k;
    }
    return kNoEntity;
  }

  void remember(uint32_t i) {
    const MentionInfo& m = infos_[i];
    if (m.form == MentionForm::nominal) by_head_[m.head].push_back(i);
    if (m.form == MentionForm::name) {
      by_head_[m.head].push_back(i);
      named_.push_back(i);
      note_country(i);
    }
  }

  void write() {
    std::vector<uint32_t> size(infos_.size(), 0);
    for (uint32_t i = 0; i < infos_.size(); ++i) ++size[root(i)];
    std::vector<Mention> kept;
    std::vector<uint32_t> entity_of(infos_.size(), kNoEntity);
    out_.entities.clear();
    for (uint32_t i = 0; i < infos_.size(); ++i) {
      const uint32_t r = root(i);
      Mention m = out_.mentions[i];
      const bool alone = size[r] == 1;
      if (alone && m.form != MentionForm::name && m.kind == EntityKind::other) continue;
      if (entity_of[r] == kNoEntity) {
        entity_of[r] = static_cast<uint32_t>(out_.entities.size());
        out_.entities.push_back({facts_[r].kind, m.span, {}});
      }
      m.entity = entity_of[r];
      m.kind = facts_[r].kind;
      out_.entities[m.entity].mentions.push_back(static_cast<uint32_t>(kept.size()));
      kept.push_back(m);
    }
    out_.mentions = std::move(kept);
    for (auto& entity : out_.entities) entity.name = name_of(entity);
  }

  // The longest name; else the first nominal; else the first mention.
  Span name_of(const Entity& entity) const {
    const Mention* best = nullptr;
    for (const uint32_t i : entity.mentions) {
      const Mention& m = out_.mentions[i];
      const bool better = !best || m.form < best->form ||
                          (m.form == MentionForm::name && best->form == m.form &&
                           m.span.size() > best->span.size());
      if (better) best = &m;
    }
    return best->span;
  }

  std::string_view text_;
  const Coreference& rules_;
  const EntityWords& words_;
  Analysis& out_;
  std::vector<MentionInfo> infos_;
  std::vector<bool> dateline_;  // by sentence
  std::vector<uint32_t> parent_;
  std::vector<Facts> facts_;
  std::vector<uint32_t> named_;
  std::unordered_map<std::string, std::vector<uint32_t>> persons_;  // names that hold a word
  struct Country {
    double weight = 0;          // how much was said of it
    uint32_t sentence = 0;      // where last
    uint32_t name = kNoEntity;  // the mention that names it last
  };
  std::map<uint16_t, Country> countries_;
  std::vector<uint32_t> speakers_;
  std::unordered_map<std::string, std::vector<uint32_t>> by_head_;
  std::unordered_map<std::string, std::vector<uint32_t>> suffixes_;
};

}  // namespace

Coreference::Coreference(const Lexicon& lexicon, const EntityWords& words) : words_(&words) {
  for (const auto* entry : lexicon.section("general_noun")) {
    for (const auto word : split_list(entry->title())) {
      General& general = general_[ascii_lower(word)];
      for (const auto noun : split_list(entry->get("covers")))
        general.nouns.push_back(ascii_lower(noun));
      general.capital |= entry->get("only") == "capitals";
      for (const auto name : split_list(entry->get("covers_kind"))) {
        if (const auto kind = entity_kind_of(name)) general.kinds.push_back(*kind);
      }
    }
  }
}

bool Coreference::covers(std::string_view general, std::string_view noun) const {
  const auto it = general_.find(std::string(general));
  if (it == general_.end()) return false;
  return std::find(it->second.nouns.begin(), it->second.nouns.end(), noun) !=
         it->second.nouns.end();
}

bool Coreference::covers(std::string_view general, EntityKind kind) const {
  const auto it = general_.find(std::string(general));
  if (it == general_.end()) return false;
  return std::find(it->second.kinds.begin(), it->second.kinds.end(), kind) !=
         it->second.kinds.end();
}

bool Coreference::is_capital(std::string_view general) const {
  const auto it = general_.find(std::string(general));
  return it != general_.end() && it->second.capital;
}

void Coreference::resolve(std::string_view text, Analysis& out) const {
  Resolver(text, *this, *words_, out).resolve();
}

}  // namespace sitrep
