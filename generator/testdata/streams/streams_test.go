// Package streams_test talks in events to the packages generated from real
// models; the generator's tests copy it beside them.
package streams_test

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/generated/bedrockagentruntime"
	"example.com/generated/bedrockruntime"
	"example.com/generated/cloudwatchlogs"
	"example.com/generated/kinesis"
	"example.com/generated/lexruntimev2"
	"example.com/generated/qbusiness"
	"example.com/generated/s3"
	"example.com/generated/wire"
)

// frame is a message with texts for headers, named and valued in turns.
func frame(payload string, headers ...string) string {
	var h []byte
	for i, text := range headers {
		if i%2 == 0 {
			h = append(append(h, byte(len(text))), text...)
		} else {
			h = append(binary.BigEndian.AppendUint16(append(h, 7), uint16(len(text))), text...)
		}
	}
	f := binary.BigEndian.AppendUint32(nil, uint32(16+len(h)+len(payload)))
	f = binary.BigEndian.AppendUint32(f, uint32(len(h)))
	f = binary.BigEndian.AppendUint32(f, crc32.ChecksumIEEE(f))
	f = append(append(f, h...), payload...)
	return string(binary.BigEndian.AppendUint32(f, crc32.ChecksumIEEE(f)))
}

func event(name, payload string) string {
	return frame(payload, ":message-type", "event", ":event-type", name, ":content-type", "application/json")
}

func exception(name, payload string) string {
	return frame(payload, ":message-type", "exception", ":exception-type", name, ":content-type", "application/json")
}

// serve answers every request with the frames, and keeps what was sent.
func serve(t *testing.T, answer string, sent *string) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		*sent = string(body)
		w.Header().Set("Content-Type", "application/vnd.amazon.eventstream")
		for _, name := range []string{"X-Amzn-Bedrock-Agent-Content-Type", "X-Amz-Bedrock-Agent-Session-Id"} {
			w.Header().Set(name, "x")
		}
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// Every operation that has events reads them, by the name of the operation, and
// the error that ends them.
func TestStreams(t *testing.T) {
	for _, test := range []struct {
		ops                  []*wire.Operation
		in, answer, out, err string
	}{
		{kinesis.Operations(), `{"ConsumerARN":"c","ShardId":"s","StartingPosition":{"Type":"LATEST"}}`,
			event("initial-response", "{}") +
				event("SubscribeToShardEvent", `{"Records":[{"SequenceNumber":"1","Data":"aGk=","PartitionKey":"p"}],"ContinuationSequenceNumber":"2","MillisBehindLatest":3}`) +
				exception("KMSThrottlingException", `{"message":"slow"}`),
			`"ContinuationSequenceNumber":"2"`, "KMSThrottlingException: slow"},
		{bedrockruntime.Operations(), `{"modelId":"m"}`,
			event("messageStart", `{"role":"assistant","p":"abc"}`) + event("contentBlockDelta", `{"contentBlockIndex":0,"delta":{"text":"Hi"}}`) +
				exception("modelStreamErrorException", `{"message":"broken","originalStatusCode":500}`),
			`{"contentBlockDelta":{"delta":{"text":"Hi"},"contentBlockIndex":0}}`, "ModelStreamErrorException: broken"},
		{bedrockagentruntime.Operations(), `{"agentId":"a","agentAliasId":"b","sessionId":"s"}`,
			event("chunk", `{"bytes":"aGk="}`) + exception("throttlingException", `{"message":"slow"}`),
			`{"chunk":{"bytes":"aGk="}}`, "ThrottlingException: slow"},
		{cloudwatchlogs.Operations(), `{"logGroupIdentifiers":["g"]}`,
			event("sessionUpdate", `{"sessionResults":[{"message":"line"}]}`) + exception("SessionStreamingException", `{"message":"over"}`),
			`"message":"line"`, "SessionStreamingException: over"},
		{lexruntimev2.Operations(), `{"botId":"b","botAliasId":"a","localeId":"en","sessionId":"ss","requestEventStream":[{"DisconnectionEvent":{"eventId":"e1"}}]}`,
			event("TextResponseEvent", `{"eventId":"R-1"}`) + exception("ConflictException", `{"message":"no"}`),
			`{"TextResponseEvent":{"eventId":"R-1"}}`, "ConflictException: no"},
		{qbusiness.Operations(), `{"applicationId":"a","inputStream":[{"textEvent":{"userMessage":"hi"}},{"endOfInputEvent":{}}]}`,
			event("textEvent", `{"systemMessage":"hello"}`) + event("newerEvent", `{}`) + frame("", ":message-type", "error", ":error-code", "Internal", ":error-message", "sorry"),
			`"systemMessage":"hello"`, "Internal: sorry"},
		{s3.Operations(), `{"Bucket":"b","Key":"k","Expression":"e","ExpressionType":"SQL","InputSerialization":{},"OutputSerialization":{}}`,
			frame("a,b\n", ":message-type", "event", ":event-type", "Records", ":content-type", "application/octet-stream") +
				frame("<Stats><BytesScanned>7</BytesScanned></Stats>", ":message-type", "event", ":event-type", "Stats", ":content-type", "text/xml") +
				frame("", ":message-type", "event", ":event-type", "Cont") + frame("", ":message-type", "event", ":event-type", "End") +
				frame("", ":message-type", "error", ":error-code", "InternalError", ":error-message", "sorry"),
			`{"Records":{"Payload":"YSxiCg=="}},{"Stats":{"Details":{"BytesScanned":7}}},{"Cont":{}},{"End":{}}`, "InternalError: sorry"},
	} {
		op := test.ops[0]
		var in wire.Value
		if err := json.Unmarshal([]byte(test.in), &in); err != nil {
			t.Fatal(err)
		}
		var sent string
		req, err := op.NewRequest(t.Context(), serve(t, test.answer, &sent), in)
		if err != nil {
			t.Errorf("%s: %v", op.Name, err)
			continue
		}
		req.URL.Host = strings.TrimPrefix(req.URL.Host, "streaming-") // of CloudWatch Logs
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		out, err := op.ParseResponse(resp)
		text, _ := out.MarshalJSON()
		if !strings.Contains(string(text), test.out) {
			t.Errorf("%s: got %s, want %s", op.Name, text, test.out)
		}
		if _, ok := errors.AsType[wire.APIError](err); !ok || err.Error() != test.err {
			t.Errorf("%s: got %v, want %s", op.Name, err, test.err)
		}
	}
}

func TestTyped(t *testing.T) {
	var sent string
	url := serve(t, event("TextResponseEvent", `{"eventId":"R-1"}`)+exception("ConflictException", `{"message":"no"}`), &sent)
	mode := lexruntimev2.ConversationModeText
	req, err := lexruntimev2.NewStartConversationHTTPRequest(t.Context(), url, &lexruntimev2.StartConversationRequest{
		BotId: new("b"), BotAliasId: new("a"), LocaleId: new("en"), SessionId: new("ss"), ConversationMode: &mode,
		RequestEventStream: wire.Events[lexruntimev2.StartConversationRequestEventStream](
			&lexruntimev2.StartConversationRequestEventStreamMemberTextInputEvent{Value: lexruntimev2.TextInputEvent{Text: "hi", EventId: new("e1")}}),
	})
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	out, err := lexruntimev2.ParseStartConversationHTTPResponse(resp)
	if err != nil {
		t.Fatal(err)
	}
	defer out.ResponseEventStream.Close()
	if want := event("TextInputEvent", `{"text":"hi","eventId":"e1","clientTimestampMillis":0}`); sent != want {
		t.Errorf("sent %q, want %q", sent, want)
	}
	first, err := out.ResponseEventStream.Next()
	if e, ok := first.(*lexruntimev2.StartConversationResponseEventStreamMemberTextResponseEvent); !ok || *e.Value.EventId != "R-1" {
		t.Errorf("%v, %v", first, err)
	}
	_, err = out.ResponseEventStream.Next()
	if e, ok := errors.AsType[*lexruntimev2.ConflictException](err); !ok || e.Message != "no" {
		t.Errorf("%v", err)
	}
}
