package model

import (
	"fmt"
	"strings"

	"github.com/tidwall/gjson"
)

// legacyProtocols are the protocols by their legacy name; "json" depends on the version.
var legacyProtocols = map[string]ShapeID{
	"rest-json": ProtocolRestJSON1, "rest-xml": ProtocolRestXML, "query": ProtocolAWSQuery, "ec2": ProtocolEC2Query,
	"smithy-rpc-v2-cbor": ProtocolRPCv2CBOR, "json": ProtocolAWSJSON10,
}

// serviceMetadata is what a model says of the service as a whole.
type serviceMetadata struct{ Node }

// text is the first of several keys that says something.
func (m serviceMetadata) text(keys ...string) string {
	for _, key := range keys {
		if t := m.Get(key).Text(); t != "" {
			return t
		}
	}
	return ""
}

// traits are those of the service, without its protocols.
func (m serviceMetadata) traits() Traits {
	prefix, signing := m.text("endpointPrefix"), m.text("signingName", "endpointPrefix")
	ts := Traits{{TraitService, object("sdkId", str(m.text("serviceId")), "arnNamespace", str(signing), "endpointPrefix", str(prefix))}}
	if version := m.text("signatureVersion"); version == "v4" || strings.HasPrefix(version, "s3") {
		ts = append(ts, Trait{TraitSigV4, object("name", str(signing))})
	}
	if title := m.text("serviceFullName"); title != "" {
		ts = append(ts, Trait{TraitTitle, quote(title)})
	}
	if ns := m.text("xmlNamespace"); ns != "" {
		ts = append(ts, Trait{TraitXMLNamespace, object("uri", quote(ns))})
	}
	if auth := m.Get("auth"); auth.Exists() {
		ts = append(ts, Trait{"smithy.api#auth", auth})
	}
	return ts
}

// service makes the service shape from the metadata and decides what the
// namespace and the protocol mean for the rest.
func (r *legacyReader) service(top map[string]gjson.Result) (*Shape, error) {
	meta := serviceMetadata{Node(top["metadata"].Raw)}
	pos := r.src.at(top["metadata"].Index)
	r.namespace = "com.amazonaws." + strings.ToLower(letters(meta.text("serviceId", "endpointPrefix", "uid")))
	if r.namespace == "com.amazonaws." {
		return nil, &Diagnostic{Pos: pos, Problem: "does not say which service it is", Remedy: `add "serviceId" to the metadata`}
	}
	name := meta.text("targetPrefix") // dots included: requests name the service so
	if name == "" {
		name = letters(meta.text("serviceFullName", "serviceId", "endpointPrefix", "uid"))
	}
	s := &Shape{ID: r.id(name), Kind: KindService, Version: meta.text("apiVersion"), Pos: pos}
	if !validID(s.ID) {
		return nil, &Diagnostic{Pos: pos, Problem: fmt.Sprintf("%s can't be the name of a service", excerpt(string(quote(name)))),
			Remedy: `correct "targetPrefix" or, without one, "serviceFullName"`}
	}
	if err := r.protocols(s, meta, pos); err != nil {
		return nil, err
	}
	s.Traits = append(s.Traits, meta.traits()...)
	if params := top["clientContextParams"]; params.Exists() {
		s.Traits = append(s.Traits, Trait{"smithy.rules#clientContextParams", Node(params.Raw)})
	}
	s.Traits = s.Traits.documented(r.docs.service, Node(top["documentation"].Raw))
	return s, nil
}

// protocols adds the protocol traits, in the order the metadata lists them. Those
// that are not known are left out if one is.
func (r *legacyReader) protocols(s *Shape, meta serviceMetadata, pos Position) error {
	names := meta.Get("protocols").Strings()
	if primary := meta.Get("protocol").Text(); len(names) == 0 {
		names = []string{primary}
	}
	for _, name := range names {
		id, ok := legacyProtocols[name]
		if !ok {
			continue
		}
		value := Node("{}")
		if name == "json" && meta.Get("jsonVersion").Text() != "1.0" {
			id = ProtocolAWSJSON11
		}
		if name == "rest-xml" && strings.HasPrefix(meta.Get("signatureVersion").Text(), "s3") {
			value = `{"noErrorWrapping":true}` // of all services S3's alone are so, and nothing else tells
		}
		s.Traits = append(s.Traits, Trait{id, value})
		r.xml = r.xml || id == ProtocolRestXML || id == ProtocolAWSQuery || id == ProtocolEC2Query
		r.ec2 = r.ec2 || id == ProtocolEC2Query
		r.rest = r.rest || id == ProtocolRestJSON1 || id == ProtocolRestXML
	}
	if len(s.Protocols()) == 0 {
		return &Diagnostic{Pos: pos, Problem: fmt.Sprintf("protocol %s is not known", excerpt(string(quote(strings.Join(names, ", "))))),
			Remedy: "the known ones are ec2, json, query, rest-json, rest-xml and smithy-rpc-v2-cbor"}
	}
	if meta.Get("awsQueryCompatible").Exists() {
		s.Traits = append(s.Traits, Trait{TraitQueryCompatible, "{}"})
	}
	return nil
}

// str makes a string node, or none of an empty string.
func str(s string) Node {
	if s == "" {
		return ""
	}
	return quote(s)
}
