// pack_model SECTIONS OUT: a model file from the sections that export_encoder.py wrote.
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "sitrep/language/model_file.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: pack_model SECTIONS OUT\n");
    return 2;
  }
  std::ifstream in(argv[1], std::ios::binary);
  std::ostringstream all;
  all << in.rdbuf();
  const std::string bytes = all.str();
  std::vector<std::pair<std::string, std::string>> sections;
  for (size_t at = 0; at < bytes.size();) {
    uint32_t name = 0;
    uint64_t size = 0;
    std::memcpy(&name, bytes.data() + at, sizeof name);
    std::memcpy(&size, bytes.data() + at + 4 + name, sizeof size);
    sections.emplace_back(bytes.substr(at + 4, name), bytes.substr(at + 12 + name, size));
    at += 12 + name + size;
  }
  const std::string file = sitrep::model_file_bytes(sections);
  std::ofstream(argv[2], std::ios::binary)
      .write(file.data(), static_cast<std::streamsize>(file.size()));
  return 0;
}
