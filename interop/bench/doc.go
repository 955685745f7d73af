// Package bench holds the measurements of generated code beside its peers. All
// of it is behind the build tag bench, because it needs packages that are
// generated from real models into the directory testdata, which no repository
// holds; `make bench` does both. go mod tidy needs them too: `make bench
// BENCH='-only none'` generates them and measures nothing.
package bench
