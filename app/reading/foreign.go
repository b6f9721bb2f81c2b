package reading

// Foreign is which other sites' pictures and recordings a reader lets articles
// load. The zero value asks each time.
type Foreign struct {
	// Always means from every site.
	Always bool `json:"always"`

	// Hosts are the sites that are allowed, as addresses name them: a host, or a
	// host and a port.
	Hosts []string `json:"hosts"`
}
