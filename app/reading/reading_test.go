package reading_test

import (
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/reading"
)

func TestMergeLaterChangeWins(t *testing.T) {
	early := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	saved := reading.Mark{Slug: "a", Saved: true, At: early}
	dropped := reading.Mark{Slug: "a", At: early.Add(time.Second)}

	for _, got := range []reading.Mark{reading.Merge(saved, dropped), reading.Merge(dropped, saved)} {
		if got != dropped {
			t.Errorf("merge = %+v, want the later %+v", got, dropped)
		}
	}
}

func TestMergeKeepsTheArticleAmongEquals(t *testing.T) {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	saved := reading.Mark{Slug: "a", Saved: true, At: at}
	dropped := reading.Mark{Slug: "a", At: at}

	for _, got := range []reading.Mark{reading.Merge(saved, dropped), reading.Merge(dropped, saved)} {
		if !got.Saved {
			t.Errorf("merge = %+v, want the saved one", got)
		}
	}
}

func TestPreferencesNormal(t *testing.T) {
	for _, c := range []struct{ in, want reading.Preferences }{
		{reading.Preferences{}, reading.Preferences{Theme: reading.ThemeAuto}},
		{reading.Preferences{Theme: "dark", Size: 2}, reading.Preferences{Theme: "dark", Size: 2}},
		{reading.Preferences{Theme: "x\"><script>", Size: 99}, reading.Preferences{Theme: "auto", Size: reading.SizeMax}},
		{reading.Preferences{Theme: "light", Size: -99}, reading.Preferences{Theme: "light", Size: reading.SizeMin}},
	} {
		if got := c.in.Normal(); got != c.want {
			t.Errorf("%+v.Normal() = %+v, want %+v", c.in, got, c.want)
		}
	}
}
