// Reports for the tests of the picture, told in a few lines: the words, and what was read in them.
//
//     Tale("AP", "2016-07-11", "Iraqi forces retook Qayyarah from Daesh on Saturday.")
//         .party("Iraqi forces", "Iraqi forces", "IRQ MIL")
//         .time("on Saturday", "2016-07-09", "2016-07-10")
//         .event("ASSAULT", "Government regains territory", "retook", {"Iraqi forces"}, {"Daesh"})
//         .report()
//
// Every string but names and codes stands in the text; its first place there is meant.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sitrep/reader/report.h"

namespace sitrep {

class Tale {
 public:
  using Names = std::vector<std::string>;

  Tale(std::string publisher, std::string published, std::string text) {
    report_.document.text = std::move(text);
    report_.document.meta.publisher = std::move(publisher);
    report_.document.meta.published = published;
    const auto size = static_cast<uint32_t>(report_.document.text.size());
    report_.document.blocks = {{.kind = BlockKind::paragraph, .span = {0, size}, .credit = {}}};
    report_.published.day = day_of_iso(published);
    if (report_.published.day) report_.published.from = PublishedFrom::metadata;
  }

  Tale& party(const std::string& words, const std::string& name, const std::string& code) {
    Party party;
    party.name = name;
    party.code = code;
    if (code.size() >= 3) party.country = code.substr(0, 3);
    for (size_t at = 4; at < code.size(); at += 4) party.sectors.push_back(code.substr(at, 3));
    report_.parties.push_back(party);
    const auto entity = static_cast<uint32_t>(report_.analysis.entities.size());
    Mention mention;
    mention.span = mention.extent = span(words);
    mention.entity = entity;
    mention.kind = EntityKind::organisation;
    Entity made;
    made.kind = EntityKind::organisation;
    made.name = mention.span;
    made.mentions = {static_cast<uint32_t>(report_.analysis.mentions.size())};
    report_.analysis.mentions.push_back(mention);
    report_.analysis.entities.push_back(made);
    return *this;
  }

  Tale& place(const std::string& words, double lat, double lon, double radius_km = 5) {
    Place place;
    place.span = span(words);
    place.name = words;
    place.lat = lat;
    place.lon = lon;
    place.radius_km = radius_km;
    report_.places.push_back(place);
    return *this;
  }

  Tale& time(const std::string& words, const std::string& from, const std::string& to) {
    Time time;
    time.span = span(words);
    time.value = from;
    time.interval = Interval{minute_of(*day_of_iso(from)), minute_of(*day_of_iso(to))};
    report_.times.push_back(time);
    return *this;
  }

  // The claim takes the last place and time told before it.
  Tale& event(const std::string& type, const std::string& sub_event, const std::string& trigger,
              const Names& actors, const Names& recipients, Status status = Status::occurred) {
    Claim claim = made(ClaimKind::event, trigger, actors, recipients);
    claim.type = type;
    claim.acled_sub_event = sub_event;
    claim.status = status;
    report_.claims.push_back(claim);
    return *this;
  }

  Tale& holding(const std::string& holder, HoldingChange change, const std::string& trigger) {
    Claim claim = made(ClaimKind::holding, trigger, {holder}, {});
    claim.holding = Holding{claim.actors.front(), change};
    report_.claims.push_back(claim);
    return *this;
  }

  Tale& force(const std::string& actor, const std::string& role, const std::string& words,
              double value, Bound bound = Bound::exact, Status status = Status::occurred) {
    Claim claim = made(ClaimKind::force, words, {actor}, {});
    claim.numbers = {number(role, words, value, bound)};
    claim.numbers.front().unit = "troops";
    claim.status = status;
    report_.claims.push_back(claim);
    return *this;
  }

  Tale& casualties(const std::string& role, const std::string& words, double value,
                   const Names& who, Bound bound = Bound::exact) {
    Claim claim = made(ClaimKind::casualties, words, {}, who);
    claim.numbers = {number(role, words, value, bound)};
    report_.claims.push_back(claim);
    return *this;
  }

  Tale& statement(const std::string& speaker, const std::string& content) {
    Statement statement;
    statement.content = {span(content)};
    statement.span = cover(span(speaker), span(content));
    statement.speaker = participant(speaker);
    report_.statements.push_back(statement);
    return *this;
  }

  const Report& report() const { return report_; }
  operator Report() const { return report_; }  // NOLINT: a list of tales is a list of reports

 private:
  Span span(const std::string& words) const {
    const size_t at = report_.document.text.find(words);
    EXPECT_NE(at, std::string::npos) << words;
    const auto begin = static_cast<uint32_t>(at);
    return {begin, begin + static_cast<uint32_t>(words.size())};
  }

  Participant participant(const std::string& words) const {
    Participant out;
    out.span = span(words);
    for (uint32_t i = 0; i < report_.analysis.mentions.size(); ++i) {
      if (report_.analysis.mentions[i].span == out.span) {
        out.entity = report_.analysis.mentions[i].entity;
      }
    }
    return out;
  }

  // With the sentence around the trigger as its evidence.
  Claim made(ClaimKind kind, const std::string& trigger, const Names& actors,
             const Names& recipients) const {
    Claim claim;
    claim.kind = kind;
    claim.trigger = span(trigger);
    for (const std::string& actor : actors) claim.actors.push_back(participant(actor));
    for (const std::string& recipient : recipients) {
      claim.recipients.push_back(participant(recipient));
    }
    if (!report_.places.empty()) claim.place = static_cast<uint32_t>(report_.places.size() - 1);
    if (!report_.times.empty()) claim.time = static_cast<uint32_t>(report_.times.size() - 1);
    const std::string& text = report_.document.text;
    const size_t dot_before = text.rfind(". ", claim.trigger.begin);
    const size_t dot_after = text.find('.', claim.trigger.end);
    const size_t begin = dot_before == std::string::npos ? 0 : dot_before + 2;
    const size_t end = dot_after == std::string::npos ? text.size() : dot_after + 1;
    claim.evidence = {{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}};
    claim.confidence = 0.9;
    return claim;
  }

  ClaimNumber number(const std::string& role, const std::string& words, double value,
                     Bound bound) const {
    ClaimNumber number;
    number.role = role;
    number.span = span(words);
    number.value = value;
    number.bound = bound;
    if (bound == Bound::exact) number.low = number.high = value;
    if (bound == Bound::more_than) number.low = value + 1;
    if (bound == Bound::at_least) number.low = value;
    return number;
  }

  Report report_;
};

// A strike on Mosul on Monday, 2017-01-16, that killed so many: "Mosul", "Monday", "strike",
// "killed" and the number stand in the text.
inline Report strike_on_mosul(const std::string& publisher, const std::string& killed,
                              const std::string& text) {
  return Tale(publisher, "2017-01-17", text)
      .party("strike", "strike", "")
      .place("Mosul", 36.34, 43.12)
      .time("Monday", "2017-01-16", "2017-01-17")
      .event("ASSAULT", "Air/drone strike", "strike", {}, {})
      .casualties("killed", killed, std::stod(killed), {})
      .report();
}

}  // namespace sitrep
