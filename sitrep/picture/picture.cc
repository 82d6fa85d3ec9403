namespace sitrep {}  // namespace sitrep
