package bodies

// AssumeRole is what STS's AssumeRole answers: 1.6 KB, most of it a token.
func AssumeRole() []byte {
	w := newWriter()
	w.printf(`<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <SourceIdentity>Alice</SourceIdentity>
    <AssumedRoleUser>
      <Arn>arn:aws:sts::123456789012:assumed-role/demo/TestAR</Arn>
      <AssumedRoleId>ARO123EXAMPLE123:TestAR</AssumedRoleId>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId>
      <SecretAccessKey>%s</SecretAccessKey>
      <SessionToken>%s</SessionToken>
      <Expiration>2026-11-24T03:04:05Z</Expiration>
    </Credentials>
    <PackedPolicySize>6</PackedPolicySize>
  </AssumeRoleResult>
  <ResponseMetadata>
    <RequestId>%s</RequestId>
  </ResponseMetadata>
</AssumeRoleResponse>
`, w.letters(40), w.letters(800), w.uuid())
	return w.bytes()
}

// AssumeRoleError is an error of the same operation, by the name ExpiredTokenException.
func AssumeRoleError() []byte {
	return []byte(`<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error>
    <Type>Sender</Type>
    <Code>ExpiredTokenException</Code>
    <Message>The security token included in the request is expired</Message>
  </Error>
  <RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId>
</ErrorResponse>
`)
}

// ListObjects is what S3's ListObjectsV2 answers, without white space as S3 does.
func ListObjects(keys int) []byte {
	w := newWriter()
	w.printf(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	w.printf(`<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>photos</Name><Prefix>2026/</Prefix>`)
	w.printf(`<NextContinuationToken>%s</NextContinuationToken><KeyCount>%d</KeyCount><MaxKeys>%[2]d</MaxKeys><IsTruncated>true</IsTruncated>`, w.letters(80), keys)
	for i := range keys {
		w.printf(`<Contents><Key>2026/11/%02d/album-%s/image &amp; caption %06d.jpg</Key><LastModified>2026-11-%02dT03:04:05.000Z</LastModified>`, i%30+1, w.hex(8), i, i%30+1)
		w.printf(`<ETag>&quot;%s&quot;</ETag><Size>%d</Size><StorageClass>STANDARD</StorageClass></Contents>`, w.hex(32), w.random.IntN(1<<24))
	}
	w.printf(`</ListBucketResult>`)
	return w.bytes()
}

// ListObjectsError is an error of the same operation, by the name NoSuchBucket.
func ListObjectsError() []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message><BucketName>photos</BucketName><RequestId>4442587FB7D0A2F9</RequestId><HostId>Gxp6V4mVsRSO3ZgF/3bRlyRYVkWhQ2lSCeZcTT6uP5Y=</HostId></Error>`)
}

// DescribeInstances is what EC2's DescribeInstances answers, indented as EC2
// does: 4 KB an instance.
func DescribeInstances(instances int) []byte {
	w := newWriter()
	w.printf(`<?xml version="1.0" encoding="UTF-8"?>
<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
    <requestId>%s</requestId>
    <reservationSet>
`, w.uuid())
	for i := range instances {
		w.printf(reservation, i, w.hex(17), w.hex(17), w.hex(17), w.hex(17), w.hex(17), w.hex(17), w.uuid())
	}
	w.printf(`    </reservationSet>
    <nextToken>%s</nextToken>
</DescribeInstancesResponse>
`, w.letters(120))
	return w.bytes()
}

// reservation is one of one instance: the instance's number, the ids of
// instance, subnet, network interface, security group, volume and attachment,
// and a token.
const reservation = `        <item>
            <reservationId>r-%[2]s</reservationId>
            <ownerId>123456789012</ownerId>
            <groupSet/>
            <instancesSet>
                <item>
                    <instanceId>i-%[2]s</instanceId>
                    <imageId>ami-0bff488c74bc5a9b7</imageId>
                    <instanceState>
                        <code>16</code>
                        <name>running</name>
                    </instanceState>
                    <privateDnsName>ip-10-0-0-%[1]d.ec2.internal</privateDnsName>
                    <dnsName>ec2-54-194-252-%[1]d.compute-1.amazonaws.com</dnsName>
                    <keyName>my_keypair</keyName>
                    <amiLaunchIndex>0</amiLaunchIndex>
                    <instanceType>m7i.large</instanceType>
                    <launchTime>2026-11-08T16:46:19.000Z</launchTime>
                    <placement>
                        <availabilityZone>us-east-1c</availabilityZone>
                        <groupName/>
                        <tenancy>default</tenancy>
                    </placement>
                    <subnetId>subnet-%[3]s</subnetId>
                    <vpcId>vpc-%[3]s</vpcId>
                    <privateIpAddress>10.0.0.%[1]d</privateIpAddress>
                    <ipAddress>54.194.252.%[1]d</ipAddress>
                    <sourceDestCheck>true</sourceDestCheck>
                    <groupSet>
                        <item>
                            <groupId>sg-%[5]s</groupId>
                            <groupName>web &amp; ssh</groupName>
                        </item>
                    </groupSet>
                    <architecture>x86_64</architecture>
                    <rootDeviceType>ebs</rootDeviceType>
                    <rootDeviceName>/dev/xvda</rootDeviceName>
                    <blockDeviceMapping>
                        <item>
                            <deviceName>/dev/xvda</deviceName>
                            <ebs>
                                <volumeId>vol-%[6]s</volumeId>
                                <status>attached</status>
                                <attachTime>2026-11-08T16:46:20.000Z</attachTime>
                                <deleteOnTermination>true</deleteOnTermination>
                            </ebs>
                        </item>
                    </blockDeviceMapping>
                    <virtualizationType>hvm</virtualizationType>
                    <clientToken>%[8]s</clientToken>
                    <tagSet>
                        <item>
                            <key>Name</key>
                            <value>server-%[1]d</value>
                        </item>
                        <item>
                            <key>environment</key>
                            <value>production</value>
                        </item>
                    </tagSet>
                    <hypervisor>xen</hypervisor>
                    <networkInterfaceSet>
                        <item>
                            <networkInterfaceId>eni-%[4]s</networkInterfaceId>
                            <subnetId>subnet-%[3]s</subnetId>
                            <vpcId>vpc-%[3]s</vpcId>
                            <ownerId>123456789012</ownerId>
                            <status>in-use</status>
                            <macAddress>02:dd:2c:5e:01:69</macAddress>
                            <privateIpAddress>10.0.0.%[1]d</privateIpAddress>
                            <privateDnsName>ip-10-0-0-%[1]d.ec2.internal</privateDnsName>
                            <sourceDestCheck>true</sourceDestCheck>
                            <groupSet>
                                <item>
                                    <groupId>sg-%[5]s</groupId>
                                    <groupName>web &amp; ssh</groupName>
                                </item>
                            </groupSet>
                            <attachment>
                                <attachmentId>eni-attach-%[7]s</attachmentId>
                                <deviceIndex>0</deviceIndex>
                                <status>attached</status>
                                <deleteOnTermination>true</deleteOnTermination>
                            </attachment>
                            <interfaceType>interface</interfaceType>
                        </item>
                    </networkInterfaceSet>
                    <ebsOptimized>false</ebsOptimized>
                    <enaSupport>true</enaSupport>
                </item>
            </instancesSet>
        </item>
`

// DescribeInstancesError is an error of the same operation, by the name
// InvalidInstanceID.NotFound.
func DescribeInstancesError() []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>
<Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code><Message>The instance ID 'i-1a2b3c4d' does not exist</Message></Error></Errors><RequestID>ea966190-f9aa-478e-9ede-example</RequestID></Response>`)
}
