#include "sitrep/picture/events.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <tuple>
#include <unordered_map>

#include "sitrep/base/hash.h"
#include "sitrep/picture/time_blocks.h"

namespace sitrep {
namespace {

constexpr int kEnough = 5;            // points that make two accounts one happening
constexpr size_t kMostCompared = 24;  // events of a block that a fact is held against
constexpr size_t kMostPlans = 256;    // of one party that are held against each other
constexpr int64_t kReportDelay =
    2 * kMinutesPerDay;  // a report without a time tells of the last days
constexpr int64_t kNarrow = 4 * kMinutesPerDay;
// So long after a happening the reports of its story still tell of it without its day.
constexpr int64_t kStory = 31 * kMinutesPerDay;
constexpr int64_t kLate = 7 * kMinutesPerDay;    // a planned act may come so much later
constexpr int64_t kAhead = 92 * kMinutesPerDay;  // how long an act without a date stays ahead

// ACLED's names for acts of which the report says no more; they fit any other of their type.
constexpr std::array<std::string_view, 4> kGeneral = {"", "Armed clash", "Attack", "Other"};

// A bomb of which one report says that its bearer died with it.
constexpr std::array<std::string_view, 2> kBombs = {"Suicide bomb",
                                                    "Remote explosive/landmine/IED"};

bool is_bomb(std::string_view sub_event) {
  return std::find(kBombs.begin(), kBombs.end(), sub_event) != kBombs.end();
}

bool is_general(std::string_view sub_event) {
  return std::find(kGeneral.begin(), kGeneral.end(), sub_event) != kGeneral.end();
}

int64_t width(const Interval& time) {
  return time.to - time.from;
}

bool meet(const Interval& a, const Interval& b) {
  return a.from < b.to && b.from < a.to;
}

// What of two accounts is compared. An account without a place of its own has that of its setting.
struct Account {
  const Fact* fact;
  const Claim* claim;
  uint32_t site;
  bool dated;
  std::optional<Interval> time;
  std::optional<Interval> window;  // when the happening may have been
  uint32_t story;
  bool areal;  // told of an area at large
};

// The same act told in the same words: one report copied it from the other, or twice told it.
bool same_words(const Scene& scene, const Account& a, const Account& b) {
  return a.fact->words_hash == b.fact->words_hash &&
         scene.words(*a.fact, a.claim->trigger) == scene.words(*b.fact, b.claim->trigger);
}

// Points for what agrees; none where something says that they are two happenings.
std::optional<int> points(const Scene& scene, const Account& a, const Account& b) {
  const Cast& cast = scene.cast;
  // What is told within another account may name those whom that one left out, and is of its very
  // place.
  const bool told_within = a.fact->setting != kNone || b.fact->setting != kNone;
  int sum = same_words(scene, a, b) ? kEnough : 0;
  const Nearness nearness = cast.nearness(a.site, b.site);
  switch (nearness) {
    case Nearness::far:
      return std::nullopt;
    case Nearness::same:
      sum += a.areal && b.areal && !told_within ? 1 : 3;
      break;
    case Nearness::near:
      sum += 2;
      break;
    case Nearness::inside:
      sum += 1;
      break;
    case Nearness::unknown:
      break;
  }
  // Reports of two stories, of which one names no place, do not tell of one ambush because both
  // have "soldiers" in it.
  const bool apart = nearness == Nearness::unknown && a.story != b.story;
  const auto parties = [&](const std::vector<uint32_t>& x, const std::vector<uint32_t>& y) {
    if (cast.share_side(x, y)) return apart && !cast.share_known_side(x, y) ? 1 : 2;
    return !told_within && cast.exclude(x, y) ? -2 : 0;
  };
  const int straight =
      parties(a.fact->actors, b.fact->actors) + parties(a.fact->recipients, b.fact->recipients);
  const int crossed =
      parties(a.fact->actors, b.fact->recipients) + parties(a.fact->recipients, b.fact->actors);
  sum += crossed > 0 ? std::max(straight, crossed - 1) : straight;
  const std::string& kind_a = a.claim->acled_sub_event;
  const std::string& kind_b = b.claim->acled_sub_event;
  if (kind_a == kind_b) {
    sum += kind_a.empty() ? 0 : 1;
  } else if (!is_general(kind_a) && !is_general(kind_b) && !(is_bomb(kind_a) && is_bomb(kind_b))) {
    return std::nullopt;
  }
  if (!a.claim->mode.empty() && a.claim->mode == b.claim->mode) sum += 1;
  return sum;
}

int points_of_time(const Account& a, const Account& b) {
  if (!a.time || !b.time) return 0;
  const bool narrow = width(*a.time) <= kNarrow && width(*b.time) <= kNarrow;
  return a.dated && b.dated && narrow ? 2 : 1;
}

// Whether the two may have been at one time. Reports of one story tell of it for weeks, and not all
// say when it was.
bool may_meet(const Account& a, const Account& b) {
  if (!a.window || !b.window || meet(*a.window, *b.window)) return true;
  if (a.story != b.story || a.dated == b.dated) return false;
  const Interval& happened = a.dated ? *a.time : *b.time;
  const Interval& told = a.dated ? *b.time : *a.time;
  return happened.from < told.to && told.from - happened.to <= kStory;
}

// The keys under which an account is filed, and those under which it looks for others.
class Blocks {
 public:
  explicit Blocks(const Scene& scene) : scene_(scene) {}

  void file(const Account& account, std::optional<Interval> window, uint32_t event) {
    for (const uint64_t key : keys(account, time_blocks(window, true), false)) {
      auto& filed = index_[key];
      if (filed.empty() || filed.back() != event) filed.push_back(event);
    }
  }

  // Events of blocks that the account shares, the latest filed first, each once.
  std::vector<uint32_t> look_up(const Account& account, std::optional<Interval> window) const {
    std::vector<uint32_t> out;
    for (const uint64_t key : keys(account, time_blocks(window, false), true)) {
      const auto found = index_.find(key);
      if (found == index_.end()) continue;
      const auto& filed = found->second;
      const size_t first = filed.size() > kMostCompared ? filed.size() - kMostCompared : 0;
      out.insert(out.end(), filed.begin() + static_cast<std::ptrdiff_t>(first), filed.end());
    }
    std::sort(out.begin(), out.end(), std::greater<>());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

 private:
  std::vector<uint64_t> keys(const Account& account, const std::vector<uint64_t>& at,
                             bool around) const {
    std::vector<uint64_t> spaces;
    for (const auto* side : {&account.fact->actors, &account.fact->recipients}) {
      for (const uint32_t actor : *side)
        spaces.push_back(uint64_t{1} << 60 | scene_.cast.side(actor));
    }
    spaces.push_back(uint64_t{4} << 60 ^ account.fact->words_hash >> 4);
    if (account.site != kNone) add_cells(account.site, around, spaces);
    std::sort(spaces.begin(), spaces.end());
    spaces.erase(std::unique(spaces.begin(), spaces.end()), spaces.end());
    std::vector<uint64_t> out;
    const uint64_t type = hash64(account.claim->type);
    const uint64_t story[3] = {type, uint64_t{1} << 63, account.story};
    out.push_back(hash64({reinterpret_cast<const char*>(story), sizeof story}));
    for (const uint64_t time : at) {
      for (const uint64_t space : spaces) {
        const uint64_t parts[3] = {type, time, space};
        out.push_back(hash64({reinterpret_cast<const char*>(parts), sizeof parts}));
      }
    }
    return out;
  }

  // Squares of one degree; a place without coordinates is a block of its own.
  void add_cells(uint32_t at, bool around, std::vector<uint64_t>& out) const {
    out.push_back(uint64_t{2} << 60 | at);
    const Site& site = scene_.picture.sites[at];
    if (!site.lat || !site.lon) return;
    const int row = static_cast<int>(std::floor(*site.lat)) + 90;
    const int column = static_cast<int>(std::floor(*site.lon)) + 180;
    const int reach = around ? 1 : 0;
    for (int r = row - reach; r <= row + reach; ++r) {
      for (int c = column - reach; c <= column + reach; ++c) {
        out.push_back(uint64_t{3} << 60 | static_cast<uint64_t>(r * 360 + (c + 360) % 360));
      }
    }
  }

  const Scene& scene_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> index_;
};

Account account_of(const Scene& scene, uint32_t at) {
  const Fact& fact = scene.picture.facts[at];
  const Fact& dated = scene.dated_by(fact);
  Account account{.fact = &fact,
                  .claim = &scene.claim_of(fact),
                  .site = scene.site_of(fact),
                  .dated = dated.dated,
                  .time = dated.valid,
                  .window = dated.valid,
                  .story = scene.picture.sources[fact.source].story,
                  .areal = false};
  account.areal = account.site != kNone && scene.cast.is_area(account.site);
  if (account.window && !account.dated) account.window->from -= kReportDelay;
  return account;
}

// How much an account says of where and when: others are held against the one that says most.
int precision(const Account& account) {
  return (account.dated ? 2 : 0) + (account.site != kNone && !account.areal ? 1 : 0);
}

// The facts of one event each, in the order of their first facts.
std::vector<std::vector<uint32_t>> cluster(const Scene& scene, const std::vector<uint32_t>& facts) {
  std::vector<std::vector<uint32_t>> events;
  std::vector<uint32_t> model;  // by event: the fact that others are held against
  Blocks blocks(scene);
  for (const uint32_t at : facts) {
    const Account account = account_of(scene, at);
    uint32_t best = kNone;
    int best_points = kEnough - 1;
    for (const uint32_t event : blocks.look_up(account, account.window)) {
      const Account other = account_of(scene, model[event]);
      if (other.claim->type != account.claim->type || !may_meet(account, other)) continue;
      const auto sum = points(scene, account, other);
      if (!sum) continue;
      const int all = *sum + points_of_time(account, other);
      if (all > best_points || (all == best_points && event < best)) {
        best = event;
        best_points = all;
      }
    }
    if (best == kNone || best_points < kEnough) {
      best = static_cast<uint32_t>(events.size());
      events.emplace_back();
      model.push_back(at);
    }
    events[best].push_back(at);
    if (precision(account) > precision(account_of(scene, model[best]))) model[best] = at;
    blocks.file(account, account.window, best);
  }
  return events;
}

// The fact that fills most of the slots; of equals the first.
uint32_t lead_of(const Scene& scene, const std::vector<uint32_t>& facts) {
  const auto fullness = [&](uint32_t at) {
    const Fact& fact = scene.picture.facts[at];
    const Claim& claim = scene.claim_of(fact);
    return std::tuple(is_firm(claim.status),
                      (fact.dated ? 1 : 0) + (fact.site != kNone ? 1 : 0) +
                          (fact.actors.empty() ? 0 : 1) + (fact.recipients.empty() ? 0 : 1) +
                          (claim.acled_sub_event.empty() ? 0 : 1),
                      claim.salience, claim.confidence);
  };
  uint32_t lead = facts.front();
  for (const uint32_t at : facts) {
    if (fullness(lead) < fullness(at)) lead = at;
  }
  return lead;
}

// What tells for a value, by the rule: its voices, or its last day.
double weight_of(const Scene& scene, const std::vector<uint32_t>& facts) {
  if (scene.picture.rule != Rule::most_recent) {
    return support_of(scene.picture, facts).independent;
  }
  double latest = -INFINITY;
  for (const uint32_t at : facts) {
    if (const auto day = scene.day_of(at)) {
      latest = std::max(latest, static_cast<double>(minute_of(*day)));
    }
  }
  return latest;
}

// The value that most voices give, or that the latest report does; of equals the narrower, then the
// earlier told.
template <class T, class Value, class Width>
std::optional<T> most_told(const Scene& scene, const std::vector<uint32_t>& facts, Value value,
                           Width width_of_value) {
  std::map<T, std::vector<uint32_t>> told;
  for (const uint32_t at : facts) {
    if (const std::optional<T> given = value(scene.picture.facts[at])) told[*given].push_back(at);
  }
  std::optional<T> best;
  std::tuple<double, double> best_rank;
  for (const auto& [given, tellers] : told) {
    const std::tuple rank(weight_of(scene, tellers), -static_cast<double>(width_of_value(given)));
    if (best && rank <= best_rank) continue;
    best = given;
    best_rank = rank;
  }
  return best;
}

// Told as so by anybody, else as possible, else refuted; for acts ahead, planned before threatened:
// the order of the enumeration.
Status status_of(const Scene& scene, const std::vector<uint32_t>& facts) {
  Status status = scene.claim_of(facts.front()).status;
  for (const uint32_t at : facts) status = std::min(status, scene.claim_of(at).status);
  return status;
}

Event event_of(const Scene& scene, std::vector<uint32_t> facts) {
  const Picture& picture = scene.picture;
  Event event;
  event.lead = lead_of(scene, facts);
  const Fact& lead = picture.facts[event.lead];
  const Claim& claim = scene.claim_of(lead);
  event.type = claim.type;
  event.acled_event = claim.acled_event;
  event.acled_sub_event = claim.acled_sub_event;
  event.actors = lead.actors;
  event.recipients = lead.recipients;
  event.id = picture.facts[facts.front()].id;
  for (const uint32_t at : facts) {
    const Fact& fact = picture.facts[at];
    event.id = std::min(event.id, fact.id);
    if (event.actors.empty()) event.actors = fact.actors;
    if (event.recipients.empty() && !scene.cast.share_side(fact.recipients, event.actors)) {
      event.recipients = fact.recipients;
    }
    event.dated = event.dated || fact.dated;
  }
  event.site = most_told<uint32_t>(
                   scene, facts,
                   [](const Fact& fact) {
                     return fact.site == kNone ? std::nullopt : std::optional(fact.site);
                   },
                   [&](uint32_t site) { return picture.sites[site].radius_km; })
                   .value_or(kNone);
  event.time = most_told<Interval>(
      scene, facts,
      [&](const Fact& fact) { return fact.dated == event.dated ? fact.valid : std::nullopt; },
      width);
  // Where no account has a place or a time of its own, the setting of the lead gives them.
  if (lead.setting != kNone) {
    const Fact& setting = picture.facts[lead.setting];
    if (event.site == kNone) event.site = setting.site;
    if (!event.dated && setting.dated) {
      event.time = setting.valid;
      event.dated = true;
    }
  }
  event.status = status_of(scene, facts);
  event.support = support_of(picture, facts);
  event.facts = std::move(facts);
  return event;
}

bool before(const Event& a, const Event& b) {
  const int64_t at_a = a.time ? a.time->from : INT64_MAX;
  const int64_t at_b = b.time ? b.time->from : INT64_MAX;
  return std::tuple(at_a, a.id) < std::tuple(at_b, b.id);
}

// Whether a later report tells of the plan's own act, and how well it fits; none where it is
// another. Who puts it off is often named, who was to do it not again.
std::optional<int> fit_of(const Scene& scene, const Plan& plan, const Event& event, Outcome turn) {
  const bool unsaid = turn != Outcome::open && event.actors.empty();
  if (!plan.act.actors.empty() && !unsaid &&
      !scene.cast.share_side(plan.act.actors, event.actors)) {
    return {};
  }
  return points(scene, account_of(scene, plan.act.lead), account_of(scene, event.lead));
}

// The later of two accounts of one plan may put it off or call it off, in so many words.
Outcome put_off(const Scene& scene, const Event& event) {
  Outcome out = Outcome::open;
  for (const uint32_t at : event.facts) {
    const Fact& fact = scene.picture.facts[at];
    const std::string_view text = scene.report_of(fact).document.text;
    const Turn turn = scene.lexicon.turn(text, scene.claim_of(fact).evidence.front());
    if (turn == Turn::dropped) return Outcome::dropped;
    if (turn == Turn::delayed) out = Outcome::delayed;
  }
  return out;
}

// What a later report tells of a plan, among the events that share a block with it.
void resolve(const Scene& scene, const Blocks& blocks, Plan& plan) {
  const Picture& picture = scene.picture;
  const Account act = account_of(scene, plan.act.lead);
  const std::optional<Day> told = scene.day_of(plan.act.facts.front());
  if (!told) return;
  std::optional<Interval> due = plan.act.dated ? plan.act.time : std::nullopt;
  const Interval window{due ? due->from - kMinutesPerDay : minute_of(*told),
                        due ? due->to + kLate : minute_of(*told) + kAhead};
  const int64_t last = picture.as_of ? minute_of(*picture.as_of) : INT64_MIN;
  if (due && due->to <= last) plan.outcome = Outcome::overdue;
  int best = kEnough - 2;  // its time is given by the window
  for (const uint32_t at : blocks.look_up(act, window)) {
    const Event& event = picture.events[at];
    const std::optional<Day> reported = scene.day_of(event.facts.front());
    if (!event.time || !meet(window, *event.time) || !reported || *reported <= *told) continue;
    const Outcome turn = put_off(scene, event);
    if (event.status != Status::occurred && !is_refuted(event.status) && turn == Outcome::open) {
      continue;
    }
    const auto fit = fit_of(scene, plan, event, turn);
    if (!fit || *fit < best) continue;
    if (*fit == best && plan.outcome_event != kNone && plan.outcome_event < at) continue;
    best = *fit;
    plan.outcome = turn != Outcome::open   ? turn
                   : is_firm(event.status) ? Outcome::done
                                           : Outcome::denied;
    plan.outcome_event = at;
    plan.outcome_facts = event.facts;
  }
}

// A later plan for the same act: with a later day, or in words that put it off or call it off.
void hold_against_later(const Scene& scene, const std::vector<Plan>& plans,
                        const std::vector<uint32_t>& others, uint32_t at, Plan& plan) {
  if (plan.outcome != Outcome::open && plan.outcome != Outcome::overdue) return;
  const auto told = scene.day_of(plan.act.facts.front());
  for (const uint32_t other : others) {
    if (other == at) continue;
    const Event& later = plans[other].act;
    const auto reported = scene.day_of(later.facts.front());
    if (later.type != plan.act.type || !told || !reported || *reported <= *told) continue;
    const Outcome turn = put_off(scene, later);
    const bool moved = plan.act.dated && later.dated && plan.act.time->to <= later.time->from &&
                       minute_of(*reported) <= plan.act.time->to + kLate;
    if (turn == Outcome::open && !moved) continue;
    const auto fit = fit_of(scene, plan, later, turn);
    if (!fit || *fit < kEnough - 2) continue;
    plan.outcome = turn == Outcome::open ? Outcome::delayed : turn;
    plan.outcome_facts = later.facts;
  }
}

// Plans for one act at different times share no block of time: their parties bring them together.
void find_later_plans(const Scene& scene, std::vector<Plan>& plans) {
  std::map<uint32_t, std::vector<uint32_t>> by_side;
  for (uint32_t at = 0; at < plans.size(); ++at) {
    for (const uint32_t actor : plans[at].act.actors) {
      auto& list = by_side[scene.cast.side(actor)];
      if (list.empty() || list.back() != at) list.push_back(at);
    }
  }
  for (const auto& [side, list] : by_side) {
    const size_t first = list.size() > kMostPlans ? list.size() - kMostPlans : 0;
    const std::vector<uint32_t> latest(list.begin() + static_cast<std::ptrdiff_t>(first),
                                       list.end());
    for (const uint32_t at : latest) hold_against_later(scene, plans, latest, at, plans[at]);
  }
}

}  // namespace

void find_events(Scene& scene) {
  Picture& picture = scene.picture;
  std::vector<uint32_t> told;
  std::vector<uint32_t> ahead;
  for (uint32_t at = 0; at < picture.facts.size(); ++at) {
    const Claim& claim = scene.claim_of(at);
    if (claim.kind == ClaimKind::event) (is_ahead(claim.status) ? ahead : told).push_back(at);
  }
  for (auto& facts : cluster(scene, told)) {
    picture.events.push_back(event_of(scene, std::move(facts)));
  }
  std::sort(picture.events.begin(), picture.events.end(), before);

  Blocks blocks(scene);
  for (uint32_t at = 0; at < picture.events.size(); ++at) {
    const Event& event = picture.events[at];
    blocks.file(account_of(scene, event.lead), event.time, at);
  }
  for (auto& facts : cluster(scene, ahead)) {
    Plan plan;
    plan.act = event_of(scene, std::move(facts));
    resolve(scene, blocks, plan);
    picture.plans.push_back(std::move(plan));
  }
  find_later_plans(scene, picture.plans);
  std::sort(picture.plans.begin(), picture.plans.end(),
            [](const Plan& a, const Plan& b) { return before(a.act, b.act); });
}

}  // namespace sitrep
