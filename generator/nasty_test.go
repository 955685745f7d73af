package generator

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// A nasty is a random model of a service that nobody has tried: any shape refers
// to any other, names are what Go or the generator has a use for, errors and
// outputs are used for whatever they are not.
type nasty struct {
	*rand.Rand
	ids    []string
	kinds  map[string]string // of the shapes, by id
	shapes map[string]any
}

// object is an object of a model.
type object = map[string]any

var (
	nastyShapes = strings.Fields(`String string Error error Errors Value Document Context Time Message Shape func type int bool len any nil true
		http wire fmt big io Request Response UnknownOperationError UnmodeledOperationError Operations AllOperations service Foo foo FOO _Foo __foo Foo_
		__listOf__string __ _1 _2nd ARN Arn NewFoo newFoo FooElements FooUnknown FooUnknownMember FooMember FooMemberA FooSchema fooSchema FooInput FooOutput
		FooError FooErrorUnion FooErrorFromJSON NewFooHTTPRequest ParseFooHTTPResponse FooPages FooItems WaitUntilFoo FooEmptyInput init main E X iota`)
	nastyMembers = strings.Fields(`type error Error String string Format Message message MESSAGE Validate ToValue func len Value Values Encode Decode
		MarshalJSON UnmarshalJSON WireMembers WireSchema WireDefaults LogValue GoString Redacted ErrorCode ErrorInfo Unwrap Is As RequestID Status Code info
		1st 2 0.5 a-b a.b $ref _links __type _ __ X x v refs package é 名前 default nextToken`)
	nastyValues     = []string{"", "*", "-1", "a", "A", "a ", "A_", "a-b", "a_b", "AWS::X::Y", "é", "日本", "\\", "`", "\u200b", "a\nb", "us-east-1", "us_east_1", "TLS_1_2", "TLS_12"}
	nastyOperations = []string{"Foo", "foo", "Op", "error", "_op", "New", "Get_Foo", "UnknownOperation"}
	simpleKinds     = strings.Fields("String Blob Boolean Byte Short Integer Long Float Double BigInteger BigDecimal Timestamp Document")
	nastyTraits     = strings.Fields("documentation deprecated sensitive sparse uniqueItems xmlFlattened unlikely")
	nastyDocs       = []string{"", "<p>*/ <region>", "<ul><li>a<li>b", "go:build x", "Deprecated: no", "&#x202e;&bogus;"}
)

func (n *nasty) one(of []string) string   { return of[n.IntN(len(of))] }
func (n *nasty) sometimes(share int) bool { return n.IntN(100) < share }

func ref(id string) object { return object{"target": id} }

// target is any shape, the lists and maps among them only below the one at hand:
// they can't nest in themselves.
func (n *nasty) target(at int) string {
	if at < 0 {
		return n.one(n.ids)
	}
	id := n.ids[n.IntN(len(n.ids))]
	if k := n.kinds[id]; n.sometimes(40) || (k == "list" || k == "map") && id <= n.ids[at] {
		return "smithy.api#" + n.one(simpleKinds)
	}
	return id
}

func (n *nasty) traits(share int, more object) object {
	all := object{}
	for _, id := range nastyTraits {
		if n.sometimes(share) {
			all["smithy.api#"+id] = map[string]any{"documentation": n.one(nastyDocs), "deprecated": object{"message": n.one(nastyDocs)},
				"unlikely": []any{nil, 1}}[id] // else null, which a flag's value may be too
		}
	}
	for id, value := range more {
		all["smithy.api#"+id] = value
	}
	return all
}

func (n *nasty) members(most int) object {
	members := object{}
	for range n.IntN(most + 1) {
		m := ref(n.target(0))
		if n.sometimes(30) {
			m = ref(n.target(-1))
		}
		m["traits"] = n.traits(10, nil)
		if n.sometimes(30) {
			m["traits"].(object)["smithy.api#required"] = object{}
		}
		members[n.one(nastyMembers)] = m
	}
	return members
}

func (n *nasty) shape(i int) object {
	switch kind := n.kinds[n.ids[i]]; kind {
	case "enum":
		members := object{}
		for j := range 1 + n.IntN(12) {
			name := fmt.Sprintf("%s%d", n.one([]string{"A", "a_", "_", "x_1_"}), j)
			members[name] = object{"target": "smithy.api#Unit", "traits": n.traits(10, object{"enumValue": n.one(nastyValues)})}
		}
		return object{"type": kind, "members": members, "traits": n.traits(10, nil)}
	case "list":
		return object{"type": kind, "member": ref(n.target(i)), "traits": n.traits(20, nil)}
	case "map":
		return object{"type": kind, "key": ref("smithy.api#String"), "value": ref(n.target(i)), "traits": n.traits(20, nil)}
	case "union":
		members := n.members(6)
		members["A"] = ref("smithy.api#Unit")
		return object{"type": kind, "members": members, "traits": n.traits(10, nil)}
	case "error":
		return object{"type": "structure", "members": n.members(8), "traits": n.traits(10, object{"error": "client"})}
	}
	return object{"type": "structure", "members": n.members(12), "traits": n.traits(10, nil)}
}

// text writes the model, its service called as the package is to be.
func (n *nasty) text(name string) string {
	n.kinds, n.shapes = map[string]string{}, object{}
	byKind := map[string][]string{}
	for i, at := range n.Perm(len(nastyShapes))[:40] {
		id, kind := "x#"+nastyShapes[at], []string{"structure", "error", "union", "enum", "list", "map", "structure"}[i%7]
		n.ids, n.kinds[id], byKind[kind] = append(n.ids, id), kind, append(byKind[kind], id)
	}
	for i, id := range n.ids {
		n.shapes[id] = n.shape(i)
	}
	var operations []any
	for _, op := range nastyOperations {
		id := "x.op#" + op
		bodies := append(byKind["structure"], byKind["error"]...)
		definition := object{"type": "operation", "traits": n.traits(10, object{"http": object{"method": "POST", "uri": "/" + op},
			"paginated": object{"inputToken": n.one(nastyMembers), "outputToken": n.one(nastyMembers), "items": n.one(nastyMembers)}})}
		if n.sometimes(85) {
			definition["input"] = ref(n.one(bodies))
		}
		if n.sometimes(85) {
			definition["output"] = ref(n.one(bodies))
		}
		if n.sometimes(70) {
			definition["errors"] = []any{ref(n.one(byKind["error"])), ref(n.one(byKind["error"])), ref(n.one(byKind["error"]))}
		}
		n.shapes[id] = definition
		operations = append(operations, ref(id))
	}
	n.shapes["x.op#"+name] = object{"type": "service", "version": "1", "operations": operations, "errors": []any{ref(n.one(byKind["error"]))},
		"traits": object{protocolIDs[n.IntN(len(protocolIDs))]: object{}}}
	text, _ := json.Marshal(object{"smithy": "2.0", "shapes": n.shapes})
	return string(text)
}

var protocolIDs = func() (ids []string) {
	for _, p := range protocols {
		ids = append(ids, string(p.trait))
	}
	return ids
}()

// Services as nobody has them generate, vet, and are the same when shuffled.
func TestNastyModels(t *testing.T) {
	w := newWorkspace(t)
	for seed := range uint64(8) {
		name := fmt.Sprintf("nasty%d", seed)
		text := (&nasty{Rand: rand.New(rand.NewPCG(seed, 0))}).text(name)
		files := generate(t, loadText(t, text), Options{})
		sameFiles(t, files, generate(t, loadText(t, shuffled(text)), Options{}))
		w.add(name, files)
	}
	w.run("vet", "./...")
}
