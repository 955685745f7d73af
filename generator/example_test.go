package generator_test

import (
	"fmt"
	"strings"

	"github.com/smithygen/smithygen/generator"
	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/model/connect"
)

// A package from a model, in memory: what becomes of the files is up to the
// caller.
func ExampleGenerate() {
	m, err := model.LoadFS(connect.FS, "connect.json")
	if err != nil {
		fmt.Println(err)
		return
	}
	files, err := generator.Generate(m, generator.Options{
		Operations: []string{"GetFederationToken"},
		Runtime:    "example.com/app/internal/wire",
		Names:      map[string]string{"com.amazonaws.connect#Credentials": "Tokens"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range files {
		fmt.Print(f.Name)
		for line := range strings.Lines(string(f.Content)) {
			if strings.HasPrefix(line, "type ") && strings.HasSuffix(line, "struct {\n") && f.Name == "structures.go" {
				fmt.Print(" ", strings.Fields(line)[1])
			}
		}
		fmt.Println()
	}

	_, err = generator.Generate(m, generator.Options{Operations: []string{"GetFederatedToken"}, Runtime: "example.com/app/wire"})
	fmt.Println(err)
	// Output:
	// doc.go
	// enums.go
	// errors.go
	// operations.go
	// schemas.go
	// structures.go GetFederationTokenRequest GetFederationTokenResponse Tokens
	// unions.go
	// connect.json:4:5: com.amazonaws.connect#AmazonConnectService has no operation "GetFederatedToken"; did you mean GetFederationToken?
}
