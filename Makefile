# The interop module (real AWS clients to test against) is tested where it exists.
INTEROP := $(wildcard interop/go.mod)
FUZZTIME ?= 10s

.PHONY: test format vet staticcheck unit interop generate check-generated corpus bench bench-steps benchmarks fuzz vulncheck

# Everything that has to hold before a commit.
test: format vet staticcheck unit interop

format:
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then \
		echo "not gofmt'ed (run gofmt -w):"; echo "$$unformatted"; exit 1; fi

vet:
	go vet ./...

staticcheck:
	go tool staticcheck ./...

unit:
	go test -timeout 30m ./...

interop:
ifneq ($(INTEROP),)
	cd interop && go vet ./... && go test ./...
endif

generate:
	go generate ./...

# Generates into a module of its own in a temporary directory and compares:
# beside what gen check compares it sees files that nothing generates.
check-generated:
	@dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && \
	go build -o "$$dir/gen" ./cmd/gen && \
	mkdir "$$dir/module" && cp go.mod "$$dir/module" && \
	"$$dir/gen" check && \
	(cd "$$dir/module" && "$$dir/gen" 2>"$$dir/log" || { cat "$$dir/log"; exit 1; }) && \
	diff -ru --exclude='*_test.go' --exclude=testdata generated "$$dir/module/generated" && \
	echo "generated code is fresh"

# All real models, generated whole and built. Takes minutes the first time.
corpus:
	@.ci/corpus

# The steps of the generator, then what generated code takes beside its peers, and
# which goals are met. Generates what it measures into interop/bench/testdata; 12 to
# 20 minutes on two cores.
# BENCH narrows it: make bench BENCH='-only decode -bench /FederationToken'
bench:
	go test -run '^$$' -bench Generate ./generator
	cd interop && go run ./table $(BENCH)

# All benchmarks of the generator and the runtime by themselves.
bench-steps:
	go test -run '^$$' -bench . -benchmem ./...

# The README's chart of what make bench measured last.
benchmarks:
	cd interop && go run ./table -chart ../docs/benchmarks.svg

# Each fuzz target for FUZZTIME.
fuzz:
	@set -e; for package in $$(go list ./...); do \
		listed=$$(go test -list '^Fuzz' "$$package"); \
		for target in $$(echo "$$listed" | grep '^Fuzz' || true); do \
			echo "$$package $$target"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) "$$package"; \
		done; \
	done

# Needs the network: the database of known vulnerabilities.
vulncheck:
	go tool govulncheck ./...
