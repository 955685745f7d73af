package bodies

var (
	firstNames = []string{"Ada", "Grace", "Edsger", "Barbara", "Niklaus", "Zoë", "Jürgen", "Frances", "Kenneth", "李"}
	lastNames  = []string{"Lovelace", "Hopper", "Dijkstra", "Liskov", "Wirth", "Müller", "Allen", "Iverson", "O'Neil", "Garc\\u00eda"}
	sentences  = []string{
		"Ships in two days.",
		"Fits the \\\"classic\\\" frame; see the manual.",
		"A plain sentence of the length that descriptions tend to have, and then a little more.",
		"Größe L, nur solange der Vorrat reicht.",
	}
)

// FederationToken is what Connect's GetFederationToken answers: 2.2 KB, most of
// it two tokens.
func FederationToken() []byte {
	w := newWriter()
	w.printf(`{"Credentials":{"AccessToken":"%s","AccessTokenExpiration":1763964209,"RefreshToken":"%s","RefreshTokenExpiration":1.763982209E9},`,
		w.letters(900), w.letters(900))
	w.printf(`"SignInUrl":"https://example.my.connect.aws/auth/sign-in?callback=%%2Fconnect%%2Fccp-v2",`)
	w.printf(`"UserArn":"arn:aws:connect:us-east-1:123456789012:instance/%s/agent/%s","UserId":"%s"}`, w.uuid(), w.uuid(), w.uuid())
	return w.bytes()
}

// FederationTokenError is an error of the same operation, with its code in the
// body. Its name is UserNotFoundException.
func FederationTokenError() []byte {
	return []byte(`{"__type":"com.amazonaws.connect#UserNotFoundException","Message":"The user with the id 4f0e41a2 does not exist in this instance."}`)
}

// SearchUsers is what Connect's SearchUsers answers.
func SearchUsers(users int) []byte {
	w := newWriter()
	instance := "arn:aws:connect:us-east-1:123456789012:instance/" + w.uuid()
	w.printf(`{"ApproximateTotalCount":%d,"NextToken":"%s","Users":[`, users, w.letters(200))
	for i := range users {
		w.comma(i)
		w.user(instance, i)
	}
	w.printf(`]}`)
	return w.bytes()
}

func (w *writer) user(instance string, i int) {
	id, first, last := w.uuid(), w.pick(firstNames), w.pick(lastNames)
	w.printf(`{"Arn":"%s/agent/%s","DirectoryUserId":"%s","HierarchyGroupId":"%s","Id":"%s",`, instance, id, w.uuid(), w.uuid(), id)
	w.printf(`"IdentityInfo":{"FirstName":"%s","LastName":"%s"},`, first, last)
	w.printf(`"PhoneConfig":{"AfterContactWorkTimeLimit":%d,"AutoAccept":%t,"DeskPhoneNumber":"+1206555%04d","PhoneType":"%s"},`,
		w.random.IntN(300), i%3 == 0, i, []string{"SOFT_PHONE", "DESK_PHONE"}[i%2])
	w.printf(`"RoutingProfileId":"%s","SecurityProfileIds":["%s","%s"],`, w.uuid(), w.uuid(), w.uuid())
	w.printf(`"Tags":{"department":"support-%d","costCenter":"%05d"},"Username":"user%d@example.com"}`, i%20, i%100, i)
}

// Scan is what DynamoDB's Scan answers: items of a shop, of all but the rarest
// types of attributes.
func Scan(items int) []byte {
	w := newWriter()
	w.printf(`{"ConsumedCapacity":{"CapacityUnits":82.5,"TableName":"Orders"},"Count":%d,"Items":[`, items)
	for i := range items {
		w.comma(i)
		w.item(i)
	}
	w.printf(`],"LastEvaluatedKey":{"pk":{"S":"order#%06d"},"sk":{"S":"meta"}},"ScannedCount":%d}`, items-1, items)
	return w.bytes()
}

func (w *writer) item(i int) {
	w.printf(`{"pk":{"S":"order#%06d"},"sk":{"S":"meta"},"customer":{"S":"%s"},"total":{"N":"%d.%02d"},"paid":{"BOOL":%t},`,
		i, w.uuid(), w.random.IntN(1000), w.random.IntN(100), i%2 == 0)
	w.printf(`"note":{"S":"%s"},"created":{"N":"%d"},"signature":{"B":"%sA=="},"coupon":{"NULL":true},`,
		w.pick(sentences), 1763964209+i, w.letters(41))
	w.printf(`"labels":{"SS":["express","gift","priority-%d"]},`, i%5)
	w.printf(`"address":{"M":{"street":{"S":"%d Main Street"},"city":{"S":"Seattle"},"zip":{"N":"%05d"},"country":{"S":"United States of America"}}},`, i, 98000+i%200)
	w.printf(`"lines":{"L":[{"M":{"sku":{"S":"%s"},"quantity":{"N":"%d"}}},{"M":{"sku":{"S":"%s"},"quantity":{"N":"%d"}}}]}}`,
		w.hex(12), 1+i%9, w.hex(12), 1+i%4)
}
