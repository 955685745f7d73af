package peers

import "time"

// An AssumeRole is the body of STS's AssumeRole.
type AssumeRole struct {
	Result AssumeRoleResult `xml:"AssumeRoleResult"`
}

// An AssumeRoleResult is AssumeRoleResponse.
type AssumeRoleResult struct {
	Credentials      *RoleCredentials
	AssumedRoleUser  *AssumedRoleUser
	PackedPolicySize *int32
	SourceIdentity   *string
}

// A RoleCredentials is part of an AssumeRole.
type RoleCredentials struct {
	AccessKeyId, SecretAccessKey, SessionToken *string
	Expiration                                 *time.Time
}

// An AssumedRoleUser is part of an AssumeRole.
type AssumedRoleUser struct {
	AssumedRoleId, Arn *string
}

// A ListObjects is S3's ListObjectsV2Output.
type ListObjects struct {
	IsTruncated           *bool
	Contents              []Object
	Name                  *string
	Prefix                *string
	MaxKeys               *int32
	KeyCount              *int32
	NextContinuationToken *string
}

// An Object is an element of ListObjects.
type Object struct {
	Key          *string
	LastModified *time.Time
	ETag         *string
	Size         *int64
	StorageClass *string
}

// A QueryError is an error of STS.
type QueryError struct {
	Code    string `xml:"Error>Code"`
	Message string `xml:"Error>Message"`
}

// An S3Error is an error of S3.
type S3Error struct {
	Code, Message string
}

// An EC2Error is an error of EC2.
type EC2Error struct {
	Code    string `xml:"Errors>Error>Code"`
	Message string `xml:"Errors>Error>Message"`
}

// A DescribeInstances is EC2's DescribeInstancesResult.
type DescribeInstances struct {
	Reservations []Reservation `xml:"reservationSet>item"`
	NextToken    *string       `xml:"nextToken"`
}

// A Reservation is an element of DescribeInstances.
type Reservation struct {
	ReservationId *string    `xml:"reservationId"`
	OwnerId       *string    `xml:"ownerId"`
	Groups        []Group    `xml:"groupSet>item"`
	Instances     []Instance `xml:"instancesSet>item"`
}

// An Instance is an element of a Reservation.
type Instance struct {
	InstanceId          *string              `xml:"instanceId"`
	ImageId             *string              `xml:"imageId"`
	State               *State               `xml:"instanceState"`
	PrivateDnsName      *string              `xml:"privateDnsName"`
	PublicDnsName       *string              `xml:"dnsName"`
	KeyName             *string              `xml:"keyName"`
	AmiLaunchIndex      *int32               `xml:"amiLaunchIndex"`
	InstanceType        *string              `xml:"instanceType"`
	LaunchTime          *time.Time           `xml:"launchTime"`
	Placement           *Placement           `xml:"placement"`
	SubnetId            *string              `xml:"subnetId"`
	VpcId               *string              `xml:"vpcId"`
	PrivateIpAddress    *string              `xml:"privateIpAddress"`
	PublicIpAddress     *string              `xml:"ipAddress"`
	SourceDestCheck     *bool                `xml:"sourceDestCheck"`
	SecurityGroups      []Group              `xml:"groupSet>item"`
	Architecture        *string              `xml:"architecture"`
	RootDeviceType      *string              `xml:"rootDeviceType"`
	RootDeviceName      *string              `xml:"rootDeviceName"`
	BlockDeviceMappings []BlockDeviceMapping `xml:"blockDeviceMapping>item"`
	VirtualizationType  *string              `xml:"virtualizationType"`
	ClientToken         *string              `xml:"clientToken"`
	Tags                []Tag                `xml:"tagSet>item"`
	Hypervisor          *string              `xml:"hypervisor"`
	NetworkInterfaces   []NetworkInterface   `xml:"networkInterfaceSet>item"`
	EbsOptimized        *bool                `xml:"ebsOptimized"`
	EnaSupport          *bool                `xml:"enaSupport"`
}

// A State is part of an Instance.
type State struct {
	Code *int32  `xml:"code"`
	Name *string `xml:"name"`
}

// A Placement is part of an Instance.
type Placement struct {
	AvailabilityZone *string `xml:"availabilityZone"`
	GroupName        *string `xml:"groupName"`
	Tenancy          *string `xml:"tenancy"`
}

// A Group is a security group.
type Group struct {
	GroupId   *string `xml:"groupId"`
	GroupName *string `xml:"groupName"`
}

// A BlockDeviceMapping is an element of an Instance.
type BlockDeviceMapping struct {
	DeviceName *string `xml:"deviceName"`
	Ebs        *Ebs    `xml:"ebs"`
}

// An Ebs is part of a BlockDeviceMapping.
type Ebs struct {
	VolumeId            *string    `xml:"volumeId"`
	Status              *string    `xml:"status"`
	AttachTime          *time.Time `xml:"attachTime"`
	DeleteOnTermination *bool      `xml:"deleteOnTermination"`
}

// A Tag is an element of an Instance.
type Tag struct {
	Key   *string `xml:"key"`
	Value *string `xml:"value"`
}

// A NetworkInterface is an element of an Instance.
type NetworkInterface struct {
	NetworkInterfaceId *string     `xml:"networkInterfaceId"`
	SubnetId           *string     `xml:"subnetId"`
	VpcId              *string     `xml:"vpcId"`
	OwnerId            *string     `xml:"ownerId"`
	Status             *string     `xml:"status"`
	MacAddress         *string     `xml:"macAddress"`
	PrivateIpAddress   *string     `xml:"privateIpAddress"`
	PrivateDnsName     *string     `xml:"privateDnsName"`
	SourceDestCheck    *bool       `xml:"sourceDestCheck"`
	Groups             []Group     `xml:"groupSet>item"`
	Attachment         *Attachment `xml:"attachment"`
	InterfaceType      *string     `xml:"interfaceType"`
}

// An Attachment is part of a NetworkInterface.
type Attachment struct {
	AttachmentId        *string `xml:"attachmentId"`
	DeviceIndex         *int32  `xml:"deviceIndex"`
	Status              *string `xml:"status"`
	DeleteOnTermination *bool   `xml:"deleteOnTermination"`
}
