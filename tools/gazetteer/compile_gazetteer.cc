// compile_gazetteer --out FILE --root DIR --npm NODE_MODULES FILE...: the places of lexicon files
// and of npm's packages to the one file that the program maps. `sitrep gazetteer build` does the
// same from a compiled lexicon; this one is there before the program is.
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "sitrep/base/mapped_file.h"
#include "sitrep/ground/gazetteer_npm.h"

namespace {

int complain(const std::string& message) {
  std::fprintf(stderr, "compile_gazetteer: %s\n", message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::string out;
  std::string root;
  std::string npm;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    std::string* value = arg == "--out"    ? &out
                         : arg == "--root" ? &root
                         : arg == "--npm"  ? &npm
                                           : nullptr;
    if (value != nullptr && i + 1 < argc) {
      *value = argv[++i];
    } else {
      files.push_back(arg);
    }
  }
  if (out.empty()) {
    return complain("usage: compile_gazetteer --out FILE --root DIR --npm NODE_MODULES FILE...");
  }
  sitrep::Lexicon lexicon;
  for (const std::string& path : files) {
    const auto file = sitrep::MappedFile::open(path);
    if (!file) return complain(file.error().message);
    const std::string name = path.starts_with(root + "/") ? path.substr(root.size() + 1) : path;
    const auto part = sitrep::Lexicon::parse(file->bytes(), name);
    if (!part) return complain(part.error().message);
    lexicon = sitrep::Lexicon::merged(lexicon, *part);
  }
  const auto bytes = sitrep::build_gazetteer(lexicon, npm);
  if (!bytes) return complain(bytes.error().message);
  std::ofstream file(out, std::ios::binary);
  file.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
  file.close();
  return file ? 0 : complain(out + ": cannot be written");
}
