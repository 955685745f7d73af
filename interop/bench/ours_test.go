//go:build bench

package bench

import "net/http"

// parse returns a decoder by a generated Parse…HTTPResponse.
func parse[Out any](status int, parse func(*http.Response) (*Out, error)) decoder {
	return decoder{"ours-response", func(body []byte) (any, error) { return answered(parse(respond(status, body))) }}
}

// parseError returns a decoder by a generated …ErrorFromJSON or …ErrorFromXML.
func parseError[E any](fromBody func(code string, body []byte) (E, error)) decoder {
	return decoder{"ours", func(body []byte) (any, error) { return fromBody("", body) }}
}
