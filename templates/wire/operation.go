package wire

import "strings"

// An OperationSchema describes one operation: the static facts a protocol needs
// beside the schemas of its input and output. The generator fills every field
// that the model has something to say about.
type OperationSchema struct {
	Name       string         // "GetFederationToken"
	Service    *ServiceSchema // the service it belongs to; never nil
	Method     string         // smithy.api#http; "" where the protocol does not use it
	URI        string         // "/user/federate/{InstanceId}", with query literals; labels are member names
	Status     int            // of a success; 0 for 200; any 2xx is one
	HostPrefix string         // smithy.api#endpoint, "{AccountId}."; its labels are member names
	Input      *Schema        // of the generated type
	Output     *Schema        // likewise
	Errors     []*Schema      // the members of its error union, in model order
	Flags      OperationFlags
	Paginated  *Pagination // smithy.api#paginated; nil for an operation that gives everything at once

	// What of its messages the operation uses, in the order in which it is written
	// and read. These are functions so that nobody else links them.
	Request  []RequestPart
	Response []ResponsePart
	Compress RequestPart // Gzip where smithy.api#requestCompression lists gzip, else nil
	Checksum RequestPart // BodyChecksum if there is a ChecksumMember, ContentMD5 if the flag is ChecksumRequired, else nil

	ChecksumMember string // of the input: what names the algorithm, by aws.protocols#httpChecksum
}

// A RequestPart writes one part of requests: SendLabels and its like.
type RequestPart func(*outgoing) error

// A ResponsePart reads one part of responses: ReadBody and its like.
type ResponsePart func(*incoming) error

// OperationFlags are the yes-or-no facts about an operation.
type OperationFlags uint8

// The flags of operations.
const (
	ChecksumRequired OperationFlags = 1 << iota // smithy.api#httpChecksumRequired
	Idempotent                                  // smithy.api#idempotent
	ReadOnly                                    // smithy.api#readonly
	UnwrappedXML                                // aws.customizations#s3UnwrappedXmlOutput
	NoInput                                     // the model declares no input: its structure is ours, or there is none
	NoOutput                                    // likewise
	EventOutput                                 // the output has a stream of events
)

// A ServiceSchema describes the service of a package.
type ServiceSchema struct {
	ID          string     // absolute shape id; its name is what RPC protocols call the service
	Version     string     // "2017-08-08", which query protocols send
	SigningName string     // aws.auth#sigv4, for whoever signs the requests
	Namespace   *Namespace // smithy.api#xmlNamespace
	Flags       ServiceFlags
	Errors      []*Schema // every error that the package declares, by id

	// NewUnknown makes the package's unknown error, which is in every operation's
	// error union.
	NewUnknown func(UnknownError) APIError
}

// Name returns the name of the service's shape.
func (s *ServiceSchema) Name() string { return s.ID[strings.IndexByte(s.ID, '#')+1:] }

// ServiceFlags are the yes-or-no facts about a service.
type ServiceFlags uint8

// The flags of services.
const (
	QueryCompatible ServiceFlags = 1 << iota // aws.protocols#awsQueryCompatible
)
