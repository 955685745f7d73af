package peers

import "github.com/go-faster/jx"

// Decode reads v.
func (v *FederationToken) Decode(d *jx.Decoder) error {
	return d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "Credentials":
			v.Credentials = new(Credentials)
			return v.Credentials.decode(d)
		case "SignInUrl":
			return str(d, &v.SignInUrl)
		case "UserArn":
			return str(d, &v.UserArn)
		case "UserId":
			return str(d, &v.UserId)
		}
		return d.Skip()
	})
}

func (v *Credentials) decode(d *jx.Decoder) error {
	return d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "AccessToken":
			return str(d, &v.AccessToken)
		case "AccessTokenExpiration":
			return number(d, &v.AccessTokenExpiration)
		case "RefreshToken":
			return str(d, &v.RefreshToken)
		case "RefreshTokenExpiration":
			return number(d, &v.RefreshTokenExpiration)
		}
		return d.Skip()
	})
}

// Decode reads v.
func (v *Error) Decode(d *jx.Decoder) error {
	return d.ObjBytes(func(d *jx.Decoder, key []byte) (err error) {
		switch string(key) {
		case "__type":
			v.Type, err = d.Str()
		case "Message":
			v.Message, err = d.Str()
		default:
			err = d.Skip()
		}
		return err
	})
}

// Decode reads v.
func (v *SearchUsers) Decode(d *jx.Decoder) error {
	return d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "Users":
			return d.Arr(func(d *jx.Decoder) error {
				v.Users = append(v.Users, User{})
				return v.Users[len(v.Users)-1].decode(d)
			})
		case "NextToken":
			return str(d, &v.NextToken)
		case "ApproximateTotalCount":
			n, err := d.Int64()
			v.ApproximateTotalCount = &n
			return err
		}
		return d.Skip()
	})
}

func (v *User) decode(d *jx.Decoder) error {
	return d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "Arn":
			return str(d, &v.Arn)
		case "DirectoryUserId":
			return str(d, &v.DirectoryUserId)
		case "HierarchyGroupId":
			return str(d, &v.HierarchyGroupId)
		case "Id":
			return str(d, &v.Id)
		case "IdentityInfo":
			v.IdentityInfo = new(IdentityInfo)
			return v.IdentityInfo.decode(d)
		case "PhoneConfig":
			v.PhoneConfig = new(PhoneConfig)
			return v.PhoneConfig.decode(d)
		case "RoutingProfileId":
			return str(d, &v.RoutingProfileId)
		case "SecurityProfileIds":
			return list(d, &v.SecurityProfileIds)
		case "Tags":
			v.Tags = make(map[string]string)
			return d.ObjBytes(func(d *jx.Decoder, key []byte) error {
				name := string(key)
				s, err := d.Str()
				v.Tags[name] = s
				return err
			})
		case "Username":
			return str(d, &v.Username)
		}
		return d.Skip()
	})
}

func (v *IdentityInfo) decode(d *jx.Decoder) error {
	return d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "FirstName":
			return str(d, &v.FirstName)
		case "LastName":
			return str(d, &v.LastName)
		}
		return d.Skip()
	})
}

func (v *PhoneConfig) decode(d *jx.Decoder) error {
	return d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "PhoneType":
			return str(d, &v.PhoneType)
		case "AutoAccept":
			return boolean(d, &v.AutoAccept)
		case "AfterContactWorkTimeLimit":
			return integer(d, &v.AfterContactWorkTimeLimit)
		case "DeskPhoneNumber":
			return str(d, &v.DeskPhoneNumber)
		}
		return d.Skip()
	})
}

// Decode reads v.
func (v *Scan) Decode(d *jx.Decoder) error {
	return d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "Items":
			return d.Arr(func(d *jx.Decoder) error {
				item, err := attributes(d)
				v.Items = append(v.Items, item)
				return err
			})
		case "Count":
			return integer(d, &v.Count)
		case "ScannedCount":
			return integer(d, &v.ScannedCount)
		case "LastEvaluatedKey":
			var err error
			v.LastEvaluatedKey, err = attributes(d)
			return err
		case "ConsumedCapacity":
			v.ConsumedCapacity = new(ConsumedCapacity)
			return v.ConsumedCapacity.decode(d)
		}
		return d.Skip()
	})
}

func (v *ConsumedCapacity) decode(d *jx.Decoder) error {
	return d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "TableName":
			return str(d, &v.TableName)
		case "CapacityUnits":
			return number(d, &v.CapacityUnits)
		}
		return d.Skip()
	})
}

func attributes(d *jx.Decoder) (map[string]AttributeValue, error) {
	m := make(map[string]AttributeValue)
	return m, d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		name := string(key)
		var v AttributeValue
		err := v.decode(d)
		m[name] = v
		return err
	})
}

func (v *AttributeValue) decode(d *jx.Decoder) error {
	return d.ObjBytes(func(d *jx.Decoder, key []byte) (err error) {
		switch string(key) {
		case "S":
			return str(d, &v.S)
		case "N":
			return str(d, &v.N)
		case "B":
			v.B, err = d.Base64()
			return err
		case "SS":
			return list(d, &v.SS)
		case "NS":
			return list(d, &v.NS)
		case "BS":
			return d.Arr(func(d *jx.Decoder) error {
				b, err := d.Base64()
				v.BS = append(v.BS, b)
				return err
			})
		case "M":
			v.M, err = attributes(d)
			return err
		case "L":
			return d.Arr(func(d *jx.Decoder) error {
				v.L = append(v.L, AttributeValue{})
				return v.L[len(v.L)-1].decode(d)
			})
		case "NULL":
			return boolean(d, &v.NULL)
		case "BOOL":
			return boolean(d, &v.BOOL)
		}
		return d.Skip()
	})
}

func str(d *jx.Decoder, to **string) error {
	s, err := d.Str()
	*to = &s
	return err
}

func list(d *jx.Decoder, to *[]string) error {
	return d.Arr(func(d *jx.Decoder) error {
		s, err := d.Str()
		*to = append(*to, s)
		return err
	})
}

func number(d *jx.Decoder, to **float64) error {
	f, err := d.Float64()
	*to = &f
	return err
}

func integer(d *jx.Decoder, to **int32) error {
	n, err := d.Int32()
	*to = &n
	return err
}

func boolean(d *jx.Decoder, to **bool) error {
	b, err := d.Bool()
	*to = &b
	return err
}
