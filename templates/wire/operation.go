package wire

// An OperationSchema describes one operation: the static facts a protocol needs
// beside the schemas of its input and output.
type OperationSchema struct {
	Name       string         // "GetFederationToken"
	Service    *ServiceSchema // the service it belongs to
	Method     string         // smithy.api#http; "" where the protocol does not use it
	URI        string         // "/user/federate/{InstanceId}", with query literals
	Status     int            // of a success; 0 for 200
	HostPrefix string         // smithy.api#endpoint, "{AccountId}."
	Errors     []*Schema      // the members of its error union, in model order
	Flags      OperationFlags
}

// OperationFlags are the yes-or-no facts about an operation.
type OperationFlags uint8

// The flags of operations.
const (
	ChecksumRequired OperationFlags = 1 << iota // smithy.api#httpChecksumRequired
	GzipRequest                                 // smithy.api#requestCompression with gzip
	Idempotent                                  // smithy.api#idempotent
	ReadOnly                                    // smithy.api#readonly
	UnwrappedXML                                // aws.customizations#s3UnwrappedXmlOutput
	NoInput                                     // the model declares no input: its structure is ours
	NoOutput                                    // likewise
)

// A ServiceSchema describes the service of a package.
type ServiceSchema struct {
	ID          string       // absolute shape id
	Version     string       // "2017-08-08"
	SigningName string       // aws.auth#sigv4, for whoever signs the requests
	Namespace   *Namespace   // smithy.api#xmlNamespace
	Flags       ServiceFlags //
	Errors      []*Schema    // every error that the package declares, by id
	NewUnknown  func(UnknownError) APIError
}

// ServiceFlags are the yes-or-no facts about a service.
type ServiceFlags uint8

// The flags of services.
const (
	QueryCompatible ServiceFlags = 1 << iota // aws.protocols#awsQueryCompatible
	NoErrorWrapping                          // aws.protocols#restXml with noErrorWrapping
)
