// Bytes as a file, and what comes of it, for tests.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/ingest/ingest.h"

namespace sitrep {

class ReadsInputs : public testing::Test {
 protected:
  ReadsInputs() { std::filesystem::create_directories(folder_); }
  ~ReadsInputs() override { std::filesystem::remove_all(folder_); }

  struct Taken {
    std::string where;  // within the folder
    Result<Intake> intake;
  };
  // The bytes lie in the folder as "a".
  std::vector<Taken> take(std::string_view bytes, const IngestLimits& limits = {}) {
    const std::string path = folder_ + "/a";
    std::ofstream(path, std::ios::binary) << bytes;
    std::vector<Taken> out;
    Inputs inputs({path}, Form::detect, limits);
    const HtmlRules rules;
    Ingester ingester(rules, {limits, {}, false});
    while (auto raw = inputs.next()) {
      std::string id;
      std::string where = raw->where.substr(folder_.size() + 1);
      out.push_back({std::move(where), ingester.read(std::move(*raw), id)});
    }
    return out;
  }

  const std::string folder_ = testing::TempDir() + "/inputs_" + std::to_string(getpid());
};

}  // namespace sitrep
