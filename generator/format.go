package generator

import (
	"fmt"

	"golang.org/x/sync/errgroup"
	"golang.org/x/tools/imports"
)

// format brings the sources into the form of gofmt, all at once: it is the
// larger part of the work. Imports are in order already and not looked for.
func format(sources []source) ([]File, error) {
	files := make([]File, len(sources))
	var group errgroup.Group
	for i, s := range sources {
		group.Go(func() error {
			text, err := imports.Process(s.name, s.text, &imports.Options{
				FormatOnly: true, Comments: true, TabIndent: true, TabWidth: 8,
			})
			if err != nil {
				return fmt.Errorf("formatting %s: %w", s.name, shortened(err))
			}
			files[i] = File{s.name, text}
			return nil
		})
	}
	return files, group.Wait()
}
