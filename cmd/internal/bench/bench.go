// Package bench writes down what a benchmark measured beside its peer, measured in the same run.
package bench

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// Result is a line of bin/bench.json.
type Result struct {
	Name  string  `json:"name"`
	Ours  float64 `json:"ours"`
	Peer  float64 `json:"peer"`
	Ratio float64 `json:"ratio"`
	Unit  string  `json:"unit"`
	// LowerIsBetter is true for times and sizes, and false for what is done in a time.
	LowerIsBetter bool `json:"lower_is_better"`
}

// Report adds a line to the file that LONTAR_BENCH names, in place of one of the same name, and shows it among the
// benchmark's own figures. Only ours and the peer's figure, the name and the unit need be set, and which way is better.
func Report(b *testing.B, r Result) {
	b.Helper()
	r.Ratio = r.Ours / r.Peer
	b.ReportMetric(r.Ours, "ours-"+r.Unit)
	b.ReportMetric(r.Peer, "peer-"+r.Unit)
	b.ReportMetric(r.Ratio, "ratio")
	path := os.Getenv("LONTAR_BENCH")
	if path == "" {
		return
	}
	var results []Result
	if data, err := os.ReadFile(path); err == nil {
		if err := json.Unmarshal(data, &results); err != nil {
			b.Fatalf("%s: %v", path, err)
		}
	}
	results = slices.DeleteFunc(results, func(old Result) bool { return old.Name == r.Name })
	data, err := json.MarshalIndent(append(results, r), "", "  ")
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(path, append(data, '\n'), 0o644); err != nil {
		b.Fatal(err)
	}
}

// Median is the middle one of some figures, which it sorts.
func Median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}
