# The few commands that a reader of the README needs. CMake does the work: see CMakePresets.json.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.SILENT:
.PHONY: help build test demo check clean

SITREP := build/release/sitrep

help:
	echo "make demo   build sitrep, read the reports in examples/, and show the situation that they tell as a page"
	echo "make test   build and run every test"
	echo "make build  leave the program at $(SITREP)"
	echo "make check  all that CI checks (about 40 minutes on two cores)"
	echo "make clean  take away what was built"

build:
	tools/install.sh build
	tools/build.sh release sitrep sitrep_web

test:
	tools/install.sh build test
	tools/build.sh release all sitrep_web
	echo "==> Running the tests"
	ctest --test-dir build/release --output-on-failure -j "$$(nproc)" $(CTEST_FLAGS)

demo: build
	tools/demo.sh $(SITREP)

check:
	.ci/run

clean:
	rm -rf build
