package wire

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"
)

// A sequence is asked for an event when the one before has been read, breaks off
// with its error, and is ended when the body is closed.
func TestEventBody(t *testing.T) {
	broken := errors.New("broken")
	request := func(events iter.Seq2[tick, error]) *EventBody {
		r, err := RestJSON1.NewRequest(context.Background(), testEndpoint, &watchOperation, &watchInput{Name: new("n"), Ticks: events})
		if err != nil {
			t.Fatal(err)
		}
		return r.Body.(*EventBody)
	}
	for name, test := range map[string]struct {
		event tick
		err   error
		want  string
	}{
		"error":    {nil, broken, "broken"},
		"nil":      {nil, nil, "encoding an event of Watch: " + errNoEvent.Error()},
		"unknown":  {&tickUnknown{UnknownMember{"x", NullValue()}}, nil, "encoding an event of Watch: " + errUnknownEvent.Error()},
		"too long": {&tickNested{nested{Id: make([]byte, maxHeaderValue+1)}}, nil, "encoding an event of Watch: " + errHeaderTooLong.Error() + `: "id"`},
	} {
		body := request(func(yield func(tick, error) bool) { yield(test.event, test.err) })
		for range 2 {
			if _, err := body.Read(make([]byte, 10)); err == nil || err.Error() != test.want {
				t.Errorf("%s: got %v, want %s", name, err, test.want)
			}
		}
	}
	asked, ended := 0, make(chan bool)
	body := request(func(yield func(tick, error) bool) {
		defer close(ended)
		for yield(&tickEnd{}, nil) {
			asked++
		}
	})
	if _, err := io.ReadFull(body, make([]byte, 20)); err != nil || asked != 0 {
		t.Errorf("asked for %d too many: %v", asked, err)
	}
	if err := body.Close(); err != nil {
		t.Error(err)
	}
	<-ended
	if n, err := body.Read(make([]byte, 1)); n != 0 || err != errBodyClosed {
		t.Errorf("after Close: %v", err)
	}
	if body = request(func(func(tick, error) bool) { t.Error("asked for nothing") }); body.Close() != nil {
		t.Error("closed before it was read")
	}
}

// tickBody is a body of such a sequence, in JSON.
func tickBody(events iter.Seq2[Shape, error]) *EventBody {
	return &EventBody{events: events, request: eventRequest{op: &watchOperation, union: &tickSchema, format: jsonEvents{}}, closing: make(chan struct{})}
}

// A sequence may run, and its body be read and closed, wherever that is: on a thread of
// its own too, as the main goroutine of a graphical program is.
func TestEventBodyOnLockedThread(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for _, end := range []func(io.ReadCloser) error{
		func(body io.ReadCloser) error { _, err := io.Copy(io.Discard, body); return err },
		io.ReadCloser.Close,
	} {
		body := tickBody(func(yield func(Shape, error) bool) {
			for range 2 {
				if !yield(&tickEnd{}, nil) {
					return
				}
			}
		})
		read := make(chan error)
		go func() {
			_, err := body.Read(make([]byte, 10))
			read <- err
		}()
		if err := errors.Join(<-read, end(body)); err != nil {
			t.Error(err)
		}
	}
}

// However close a Close follows a Read, nobody waits for anybody afterwards.
func TestEventBodyClosedAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for range 1000 {
			body := tickBody(func(yield func(Shape, error) bool) {
				for yield(&tickEnd{}, nil) {
				}
			})
			go func() { _, _ = io.Copy(io.Discard, body) }()
			runtime.Gosched()
			body.Close()
		}
	})
}

// A sequence whose goroutine ends, as one does that calls t.Fatal, keeps nobody waiting.
func TestEventBodyWhoseSequenceExits(t *testing.T) {
	body := tickBody(func(func(Shape, error) bool) { runtime.Goexit() })
	if _, err := body.Read(make([]byte, 10)); err != errSequence {
		t.Errorf("got %v", err)
	}
}

// Close does not wait for a sequence that waits for something else, and neither does a
// Read that is waiting for it: HTTP/2 closes no response before that has ended.
func TestEventBodyCloseWhileReading(t *testing.T) {
	waiting, release, ended := make(chan bool), make(chan bool), make(chan bool)
	body := tickBody(func(yield func(Shape, error) bool) {
		defer close(ended)
		close(waiting)
		<-release
		yield(&tickEnd{}, nil)
	})
	read := make(chan error)
	go func() {
		_, err := body.Read(make([]byte, 10))
		read <- err
	}()
	<-waiting
	if err := body.Close(); err != nil {
		t.Error(err)
	}
	if err := <-read; err != errBodyClosed {
		t.Error(err)
	}
	close(release)
	<-ended
}

// A service that refuses a conversation is heard while the caller has nothing to say, over
// HTTP/2 as it is spoken: that waits for Reads of the request before it ends a response.
func TestRefusedConversation(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			t.Errorf("spoken: %s", r.Proto)
		}
		if _, err := ReadMessage(r.Body); err != nil { // the sequence is waiting from then on
			t.Error(err)
		}
		w.Header().Set("X-Amzn-Errortype", "Refused")
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, `{"message":"no"}`)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	silence := make(chan bool)
	defer close(silence) // before the server, which waits for its connections
	r, err := RestJSON1.NewRequest(t.Context(), server.URL, &watchOperation, &watchInput{Name: new("n"), Ticks: func(yield func(tick, error) bool) {
		if yield(&tickEnd{}, nil) {
			<-silence
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	heard := make(chan error, 1)
	go func() {
		resp, err := server.Client().Do(r)
		if err == nil {
			err = RestJSON1.ParseResponse(resp, &watchOperation, new(watchOutput))
		}
		heard <- err
	}()
	select {
	case err := <-heard:
		if e, ok := errors.AsType[APIError](err); !ok || e.ErrorCode() != "Refused" || e.ErrorMessage() != "no" {
			t.Errorf("got %v", err)
		}
	case <-time.After(time.Minute):
		t.Error("nothing was heard")
	}
}

// Wrap sees every message and the end, and what it returns is sent.
func TestEventBodyWrap(t *testing.T) {
	for name, p := range eventProtocols {
		r, err := p.NewRequest(context.Background(), testEndpoint, &watchOperation, &watchInput{Name: new("n"), Ticks: Events[tick](&tickEnd{}, &tickNote{})})
		if err != nil {
			t.Fatal(err)
		}
		r.Body.(*EventBody).Wrap = func(message []byte) ([]byte, error) {
			if message == nil {
				return []byte("end"), nil
			}
			m, err := ReadMessage(bytes.NewReader(message))
			return []byte(m.Header(":event-type").Text() + ","), err
		}
		want := "end,note,end"
		if !isREST(name) {
			want = "initial-request," + want
		}
		if got, err := io.ReadAll(iotest.OneByteReader(r.Body)); err != nil || string(got) != want {
			t.Errorf("%s: sent %q, %v, want %q", name, got, err, want)
		}
		refused := errors.New("refused")
		r, _ = p.NewRequest(context.Background(), testEndpoint, &watchOperation, &watchInput{Name: new("n"), Ticks: Events[tick](&tickEnd{})})
		r.Body.(*EventBody).Wrap = func([]byte) ([]byte, error) { return nil, refused }
		if _, err := io.ReadAll(r.Body); err != refused {
			t.Errorf("%s: %v", name, err)
		}
	}
}
