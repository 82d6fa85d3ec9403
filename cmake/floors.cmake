# sitrep_floor(NAME [FLOORS ...] [LIBRARIES ...]): the sources of sitrep/NAME as the library sitrep_NAME.
# FLOORS are the floors that it may include; LIBRARIES come from outside. Sources are found, not listed:
# a new file belongs to the floor whose folder it lies in, and X_test.cc becomes part of NAME_test.
function(sitrep_floor name)
  cmake_parse_arguments(FLOOR "" "" "FLOORS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cc)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "(_test|main)\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  add_library(sitrep_${name} STATIC ${sources})
  set_target_properties(sitrep_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(sitrep_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  list(TRANSFORM FLOOR_FLOORS PREPEND sitrep_)
  target_link_libraries(sitrep_${name} PUBLIC ${FLOOR_FLOORS} ${FLOOR_LIBRARIES})
  if(tests)
    set_property(GLOBAL APPEND PROPERTY SITREP_TESTED ${name})
    set_property(GLOBAL PROPERTY SITREP_TESTS_${name} ${tests})
  endif()
endfunction()

# One test program a floor, for all its X_test.cc.
function(sitrep_test_programs)
  find_package(GTest REQUIRED)
  include(GoogleTest)
  get_property(names GLOBAL PROPERTY SITREP_TESTED)
  foreach(name ${names})
    get_property(tests GLOBAL PROPERTY SITREP_TESTS_${name})
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE sitrep_${name} GTest::gtest_main)
    target_compile_options(${name}_test PRIVATE -O1)  # a test runs once for each time it is compiled
    target_compile_definitions(${name}_test PRIVATE
      SITREP_SOURCE_DIR="${PROJECT_SOURCE_DIR}" SITREP_DATA_DIR="${PROJECT_BINARY_DIR}/share/sitrep")
    add_dependencies(${name}_test sitrep_data)
    gtest_discover_tests(${name}_test DISCOVERY_TIMEOUT 60 PROPERTIES LABELS ${name})
  endforeach()
endfunction()
