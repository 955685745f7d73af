package generator

import (
	"slices"
	"strings"

	"github.com/smithygen/smithygen/model"
)

// A protocol is one of those the runtime speaks, and what the emitted tables
// have to tell it.
type protocol struct {
	trait    model.ShapeID
	wire     string // identifier of package wire
	rest     bool   // binds members to parts of HTTP messages
	xml      bool   // answers in XML
	cbor     bool   // answers in CBOR
	jsonName bool   // heeds smithy.api#jsonName
	ec2Name  bool   // heeds aws.protocols#ec2QueryName
	awsError bool   // heeds aws.protocols#awsQueryError
}

// protocols are the protocols that the runtime speaks. A new one is a file in
// package wire and a line here.
var protocols = []protocol{
	{trait: model.ProtocolRestJSON1, wire: "RestJSON1", rest: true, jsonName: true},
	{trait: model.ProtocolRestXML, wire: "RestXML", rest: true, xml: true},
	{trait: model.ProtocolAWSJSON10, wire: "AWSJSON10"},
	{trait: model.ProtocolAWSJSON11, wire: "AWSJSON11"},
	{trait: model.ProtocolAWSQuery, wire: "AWSQuery", xml: true, awsError: true},
	{trait: model.ProtocolEC2Query, wire: "EC2Query", xml: true, ec2Name: true},
	{trait: model.ProtocolRPCv2CBOR, wire: "RPCV2CBOR", cbor: true},
	{trait: model.ProtocolRPCv2JSON, wire: "RPCV2JSON"},
}

// Protocol returns the id of the protocol that Generate chooses for a service;
// name is what Options.Protocol says.
func Protocol(service *model.Shape, name string) (model.ShapeID, error) {
	p, err := chooseProtocol(service, name)
	return p.trait, err
}

// chooseProtocol returns the protocol called name, by its id or its name, or
// else the first in the service's list that the runtime speaks.
func chooseProtocol(service *model.Shape, name string) (protocol, error) {
	var both []string // spoken by the service and by the runtime
	for _, id := range service.Protocols() {
		i := slices.IndexFunc(protocols, func(p protocol) bool { return p.trait == id })
		if i < 0 {
			continue
		}
		if name == "" || strings.EqualFold(name, string(id)) || strings.EqualFold(name, id.Name()) {
			return protocols[i], nil
		}
		both = append(both, id.Name())
	}
	problem, remedy := "speaks "+listed(service.Protocols()), "supported protocols are "+supported()
	if name != "" {
		problem += ", but " + name + " was asked for"
	}
	if len(both) > 0 {
		remedy = "ask for " + strings.Join(both, " or ")
	}
	return protocol{}, &model.Diagnostic{Pos: service.Pos, Shape: service.ID, Problem: problem, Remedy: remedy}
}

func listed(ids []model.ShapeID) string {
	if len(ids) == 0 {
		return "no protocol of AWS or Smithy"
	}
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = string(id)
	}
	return strings.Join(names, ", ")
}

func supported() string {
	names := make([]string, len(protocols))
	for i, p := range protocols {
		names[i] = p.trait.Name()
	}
	return strings.Join(names, ", ")
}
