package exports

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

var (
	// listLink is an item of a Markdown list that is one link: - [Title](https://…) and nothing else but a full stop.
	listLink = regexp.MustCompile(`^(?:(?:[-*+]|\d{1,6}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?\[([^\]]*)\]\(\s*<?(\S+?)>?(?:\s+"[^"]*")?\s*\)[.,;]?$`)
	// listAddress is an address with or without a bullet, in angle brackets or without; behind it a title after a tab, as
	// spreadsheets copy it, or after a bar, as OneTab writes it.
	listAddress = regexp.MustCompile(`^(?:(?:[-*+]|\d{1,6}[.)])[ \t]+)?<?(\w{2,20}:[^\s>]+)>?(?:(?:[ ]*\t[ \t]*|[ ]+\|[ ]+)(.*))?$`)
)

// addressLine reads a line of a list of addresses.
func addressLine(line string) (address, title string, ok bool) {
	if m := listLink.FindStringSubmatch(line); m != nil {
		return m[2], m[1], true
	}
	if m := listAddress.FindStringSubmatch(line); m != nil {
		return m[1], m[2], true
	}
	return "", "", false
}

// addresses reads a list of addresses, one a line, or a table with a column of them.
func (r *reader) addresses() error {
	text := decode(r.src.Data)
	if isTable(text, "url") || isTable(text, "link") {
		return r.table(text, r.src.Name, anyRow)
	}
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		raw, name, ok := addressLine(line)
		if !ok {
			r.fault(r.src.Name, number, "", strconv.Quote(shorten(line))+" is no address",
				"put one address on a line, a title behind it after a tab, and # before what is a remark")
			continue
		}
		address, reason := webAddress(raw)
		if reason != "" {
			r.skip(r.src.Name, number, "", reason)
			continue
		}
		if err := r.send(draft.Draft{
			Place: "line " + strconv.Itoa(number), URL: address, Title: title(name, address), Fetch: true,
		}); err != nil {
			return err
		}
	}
	return nil
}
