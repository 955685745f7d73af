package ir

// A Pagination is how the outputs of an operation come in pages.
type Pagination struct {
	Pages    string // function
	PagesDoc []string
	Items    string // function; "" if the model does not say what the items are
	ItemsDoc []string
	Key      Type // of a map of items; nil for a list
	Item     Type // element of the list or map

	// As the model has them: paths and names of members.
	Tokens                       []PageToken
	ItemsPath, PageSize, HasMore string
	Expressions                  bool // a token's output or HasMore is more than names: JMESPath
}

// A PageToken is where a token is taken from and put to.
type PageToken struct{ Input, Output string }

// A Waiter is how to wait for an operation to answer in some way.
type Waiter struct {
	Func               string
	Doc                []string
	Var                string // unexported variable
	Name               string // as the model has it
	MinDelay, MaxDelay int    // seconds, 0 for the default
	Acceptors          []Acceptor
}

// An Acceptor is a rule of a Waiter.
type Acceptor struct {
	State, Match, Compare string // identifiers of package wire; "" for the zero value
	Expected              string
	Path                  string
	Expression            bool // the path is more than names
}
