package represent

import (
	"slices"
	"strconv"
	"strings"
)

// preferred lists the codings that Accept-Encoding headers allow, the most wanted first (RFC 9110, section 12.5.3).
// Identity is among them unless it was refused; without any header it is the only one, as a program that does not
// name codings seldom decodes them.
func preferred(accept []string) []Coding {
	if len(accept) == 0 {
		return []Coding{Identity}
	}
	named := weights(strings.Join(accept, ","))
	rest, starred := named["*"]
	weight := make(map[Coding]float64, len(codings)+1)
	var list []Coding
	for _, coding := range codings {
		q, ok := named[coding]
		if !ok {
			q = rest
		}
		if q > 0 {
			weight[coding] = q
			list = append(list, coding)
		}
	}
	// Unnamed identity is allowed but comes last, unless "*;q=0" refuses all that is not named.
	q, ok := named[Identity]
	refused := ok && q == 0 || !ok && starred && rest == 0
	if !refused {
		weight[Identity] = q
		list = append(list, Identity)
	}
	slices.SortStableFunc(list, func(a, b Coding) int {
		switch {
		case weight[a] > weight[b]:
			return -1
		case weight[a] < weight[b]:
			return 1
		}
		return 0
	})
	return list
}

// weights reads the members of an Accept-Encoding header. A member with a malformed weight counts as not sent: to
// guess could send a coding that the reader cannot decode.
func weights(header string) map[Coding]float64 {
	named := make(map[Coding]float64)
	for member := range strings.SplitSeq(header, ",") {
		name, parameters, _ := strings.Cut(member, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "x-gzip" { // RFC 9110, section 8.4.1.3: the same as gzip.
			name = "gzip"
		}
		q, ok := quality(parameters)
		if name == "" || !ok {
			continue
		}
		named[Coding(name)] = q
	}
	return named
}

// quality reads "q=0.5" with optional white space; nothing means 1.
func quality(parameters string) (float64, bool) {
	parameters = strings.TrimSpace(parameters)
	if parameters == "" {
		return 1, true
	}
	name, value, _ := strings.Cut(parameters, "=")
	if !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 0, false
	}
	value = strings.TrimSpace(value)
	// RFC 9110, section 12.4.2: at most three digits after the point, and no signs, exponents or "NaN".
	if len(value) > len("0.000") || strings.Trim(value, "0123456789.") != "" {
		return 0, false
	}
	q, err := strconv.ParseFloat(value, 64)
	return q, err == nil && q <= 1
}
