package peers

// A Credentials is part of a FederationToken.
type Credentials struct {
	AccessToken            *string
	AccessTokenExpiration  *float64
	RefreshToken           *string
	RefreshTokenExpiration *float64
}

// A FederationToken is Connect's GetFederationTokenResponse.
//
//easyjson:json
type FederationToken struct {
	Credentials *Credentials
	SignInUrl   *string
	UserArn     *string
	UserId      *string
}

// An Error is any error in JSON.
//
//easyjson:json
type Error struct {
	Type    string `json:"__type"`
	Message string
}

// A SearchUsers is Connect's SearchUsersResponse.
//
//easyjson:json
type SearchUsers struct {
	Users                 []User
	NextToken             *string
	ApproximateTotalCount *int64
}

// A User is an element of SearchUsers.
type User struct {
	Arn                *string
	DirectoryUserId    *string
	HierarchyGroupId   *string
	Id                 *string
	IdentityInfo       *IdentityInfo
	PhoneConfig        *PhoneConfig
	RoutingProfileId   *string
	SecurityProfileIds []string
	Tags               map[string]string
	Username           *string
}

// An IdentityInfo is part of a User.
type IdentityInfo struct {
	FirstName, LastName *string
}

// A PhoneConfig is part of a User.
type PhoneConfig struct {
	PhoneType                 *string
	AutoAccept                *bool
	AfterContactWorkTimeLimit *int32
	DeskPhoneNumber           *string
}

// A Scan is DynamoDB's ScanOutput.
//
//easyjson:json
type Scan struct {
	Items            []map[string]AttributeValue
	Count            *int32
	ScannedCount     *int32
	LastEvaluatedKey map[string]AttributeValue
	ConsumedCapacity *ConsumedCapacity
}

// A ConsumedCapacity is part of a Scan.
type ConsumedCapacity struct {
	TableName     *string
	CapacityUnits *float64
}

// An AttributeValue has one member that is set.
type AttributeValue struct {
	S    *string                   `json:",omitempty"`
	N    *string                   `json:",omitempty"`
	B    []byte                    `json:",omitempty"`
	SS   []string                  `json:",omitempty"`
	NS   []string                  `json:",omitempty"`
	BS   [][]byte                  `json:",omitempty"`
	M    map[string]AttributeValue `json:",omitempty"`
	L    []AttributeValue          `json:",omitempty"`
	NULL *bool                     `json:",omitempty"`
	BOOL *bool                     `json:",omitempty"`
}
