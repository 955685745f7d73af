package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/smithygen/smithygen/model"
)

// A listCmd is gen list.
type listCmd struct {
	inputFlags
	configFlag
	JSON bool `name:"json" help:"Print JSON instead of a table."`
}

// A listing is what gen list says of a service. Its fields are the JSON of
// gen list --json.
type listing struct {
	Model      string             `json:"model"`
	Service    model.ShapeID      `json:"service"`
	SDKID      string             `json:"sdkId,omitempty"`
	Version    string             `json:"version"`
	Protocols  []model.ShapeID    `json:"protocols"`
	Shapes     int                `json:"shapes"` // that the operations below reach together
	Operations []operationListing `json:"operations"`
}

type operationListing struct {
	Operation model.ShapeID `json:"operation"`
	Shapes    int           `json:"shapes"` // that it reaches alone
}

// Run prints the services and operations of the models.
func (c *listCmd) Run(a *app) error {
	s, err := a.settings(c.configFlag, c.inputFlags, outputFlags{})
	if err != nil {
		return err
	}
	files, err := a.modelFiles(s.Model)
	if err != nil {
		return err
	}
	if len(files) > 1 {
		if err := s.checkSeveral(); err != nil {
			return err
		}
	}
	listings := []listing{}
	var problems []error
	for found, err := range inOrder(files, func(f modelFile) ([]listing, error) { return listingsOf(f, &s, len(files) > 1) }) {
		listings = append(listings, found...)
		problems = append(problems, err)
	}
	if len(listings) == 0 && errors.Join(problems...) == nil {
		return noneHas(files, s.Service)
	}
	if c.JSON {
		err = writeJSON(a, listings)
	} else {
		err = writeTable(a, listings)
	}
	return errors.Join(append(problems, err)...)
}

func listingsOf(f modelFile, s *settings, several bool) ([]listing, error) {
	m, services, err := f.services(s, several)
	if err != nil {
		return nil, err
	}
	var listings []listing
	for _, service := range services {
		closure, err := m.Slice(service, s.Operation, s.Shape...)
		if err != nil {
			return listings, err
		}
		svc := closure.Service
		l := listing{Model: f.name, Service: svc.ID, SDKID: svc.SDKID(), Version: svc.Version,
			Protocols: svc.Protocols(), Shapes: len(closure.Shapes), Operations: []operationListing{}}
		sizes := closure.Sizes()
		for _, op := range closure.Operations {
			l.Operations = append(l.Operations, operationListing{op.ID, sizes[op]})
		}
		listings = append(listings, l)
	}
	return listings, nil
}

func writeJSON(a *app, listings []listing) error {
	encoder := json.NewEncoder(a.stdout)
	encoder.SetIndent("", "  ")
	return encoder.Encode(listings)
}

func writeTable(a *app, listings []listing) error {
	if len(listings) == 0 {
		return nil
	}
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "SERVICE\tOPERATION\tPROTOCOL\tSHAPES")
	for _, l := range listings {
		var protocols []string
		for _, id := range l.Protocols {
			protocols = append(protocols, id.Name())
		}
		service, spoken := l.Service.Name(), strings.Join(protocols, ",")
		fmt.Fprintf(w, "%s\t%d in all\t%s\t%d\n", service, len(l.Operations), spoken, l.Shapes)
		for _, op := range l.Operations {
			fmt.Fprintf(w, "%s\t%s\t%s\t%d\n", service, op.Operation.Name(), spoken, op.Shapes)
		}
	}
	return w.Flush()
}
