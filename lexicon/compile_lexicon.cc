// compile_lexicon --out FILE --root DIR FILE...: lexicon source files to the one file that the
// program maps.
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "sitrep/lexicon/lexicon.h"

namespace {

int complain(const std::string& message) {
  std::fprintf(stderr, "compile_lexicon: %s\n", message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::string out;
  std::string root;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    if ((arg == "--out" || arg == "--root") && i + 1 < argc) {
      (arg == "--out" ? out : root) = argv[++i];
    } else {
      files.push_back(arg);
    }
  }
  if (out.empty()) return complain("usage: compile_lexicon --out FILE --root DIR FILE...");
  sitrep::Lexicon lexicon;
  for (const std::string& path : files) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return complain(path + ": cannot be read");
    // Names from the root of the project on: the compiled file is the same wherever it is built.
    std::string name = path;
    if (!root.empty() && name.starts_with(root + "/")) name.erase(0, root.size() + 1);
    auto part = sitrep::Lexicon::parse(text.str(), name);
    if (!part) return complain(part.error().message);
    lexicon = sitrep::Lexicon::merged(lexicon, *part);
  }
  const std::string bytes = lexicon.compile();
  std::ofstream(out, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return 0;
}
