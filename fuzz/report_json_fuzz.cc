// read_report: any bytes give an error or a report; written again and read again, it stays the
// same.
#include <cstdint>

#include "fuzz/check.h"
#include "sitrep/reader/report_json.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto report = sitrep::read_report({reinterpret_cast<const char*>(data), size});
  if (!report) return 0;
  std::string once;
  sitrep::write_report(*report, {}, once);
  const auto again = sitrep::read_report(once);
  FUZZ_CHECK(again.has_value());
  std::string twice;
  sitrep::write_report(*again, {}, twice);
  FUZZ_CHECK(once == twice);
  return 0;
}
