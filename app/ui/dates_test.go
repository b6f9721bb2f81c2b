package ui

import (
	"testing"
	"time"
)

func TestMoment(t *testing.T) {
	for _, c := range []struct{ at, language, want string }{
		{"2024-06-25T10:01:00+07:00", "id", "25 June 2024, 10:01 WIB"},
		{"2024-06-25T10:01:00+08:00", "id-ID", "25 June 2024, 10:01 WITA"},
		{"2024-06-25T10:01:00+09:00", "jv-Java", "25 June 2024, 10:01 WIT"},
		{"2024-06-25T10:01:00+09:00", "ja", "25 June 2024, 10:01 JST"},
		{"2024-06-25T10:01:00+07:00", "en", "25 June 2024, 10:01 UTC+7"},
		{"2024-06-25T10:01:00+10:00", "en", "25 June 2024, 10:01 UTC+10"},
		{"2024-06-25T10:01:00-03:30", "en", "25 June 2024, 10:01 UTC-3:30"},
		{"2024-06-25T10:01:00Z", "id", "25 June 2024, 10:01 UTC"},
		{"2024-06-25T00:00:00+07:00", "id", "25 June 2024"},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := moment(at, c.language); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.at, c.language, got, c.want)
		}
	}
}
