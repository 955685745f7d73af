package generator_test

import (
	"fmt"

	"github.com/smithygen/smithygen/generator"
	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/model/connect"
)

func ExampleGenerate() {
	m, err := model.LoadFS(connect.FS, connect.SmithyFile)
	if err != nil {
		fmt.Println(err)
		return
	}
	files, err := generator.Generate(m, generator.Options{
		Operations: []string{"GetFederationToken"},
		Runtime:    "example.com/project/wire",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range files {
		fmt.Println(f.Name)
	}
	// Output:
	// doc.go
	// enums.go
	// errors.go
	// operations.go
	// schemas.go
	// structures.go
	// unions.go
}
