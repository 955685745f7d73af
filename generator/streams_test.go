package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Real models with streams of events give packages that speak in them.
func TestRealStreams(t *testing.T) {
	realModels(t) // or it is skipped
	w := newWorkspace(t)
	for name, operation := range map[string]string{
		"kinesis": "SubscribeToShard", "bedrock-runtime": "ConverseStream", "bedrock-agent-runtime": "InvokeAgent", "s3": "SelectObjectContent",
		"cloudwatch-logs": "StartLiveTail", "lex-runtime-v2": "StartConversation", "qbusiness": "Chat",
	} {
		path := filepath.Join(sharedDir(), "models", "smithy", name+".json")
		if _, err := os.Stat(path); err != nil {
			t.Skip(err)
		}
		dir := strings.ReplaceAll(name, "-", "")
		w.add(dir, generate(t, realModel(t, path), Options{Operations: []string{operation}, Package: dir}))
	}
	program, err := os.ReadFile(filepath.Join("testdata", "streams", "streams_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	w.write(filepath.Join("streams", "streams_test.go"), program)
	w.run("vet", "./...")
	w.run("test", "./streams")
}
