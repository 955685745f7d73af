// Gen writes Go packages from AWS service models. "gen --help" tells how.
package main

import "os"

//go:generate go run .

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, "."))
}
