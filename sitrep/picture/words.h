// Words as the picture compares them: lower case, without punctuation, so that a copy that was set
// anew is still the same words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

// ASCII letters in lower case; other bytes as they are.
std::string fold_case(std::string_view words);

// The hashes of the words of `text`, appended in order.
void hash_words(std::string_view text, std::vector<uint64_t>& out);

// One hash for all words of `text`; `count`, where given, gets their number.
uint64_t hash_of_words(std::string_view text, size_t* count = nullptr);

}  // namespace sitrep
