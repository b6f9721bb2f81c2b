package dates

import (
	"strings"
	"time"
	// A zone's rules must not depend on the machine: the static binary also runs where no zones are installed.
	_ "time/tzdata"
)

// abbreviations are the zones that a short name in capitals names without doubt, as minutes east of Greenwich. A name
// that several countries use has the meaning that news gives it most; meanings lists the others.
var abbreviations = map[string]int{
	"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0,
	"WIB": 7 * 60, "WITA": 8 * 60, "WIT": 9 * 60,
	"BST": 60, "WEST": 60, "CET": 60, "MEZ": 60, "WAT": 60,
	"CEST": 120, "MESZ": 120, "EET": 120, "CAT": 120, "SAST": 120,
	"EEST": 180, "MSK": 180, "МСК": 180, "EAT": 180, "TRT": 180, "IDT": 180,
	"IRST": 210, "IRDT": 270, "GST": 240, "SAMT": 240, "AZT": 240, "AFT": 270,
	"PKT": 300, "UZT": 300, "YEKT": 300, "MVT": 300, "IST": 330, "SLST": 330, "NPT": 345, "BTT": 360, "MMT": 390,
	"ICT": 420, "HKT": 480, "SGT": 480, "MYT": 480, "PHT": 480, "AWST": 480, "BNT": 480, "ULAT": 480,
	"JST": 540, "KST": 540, "TLT": 540, "ACST": 570, "AEST": 600, "PGT": 600, "ChST": 600, "ACDT": 630, "AEDT": 660,
	"NZST": 720, "FJT": 720, "NZDT": 780,
	"CVT": -60, "ART": -180, "BRT": -180, "UYT": -180, "CLST": -180, "ADT": -180, "NDT": -150, "NST": -210,
	"AST": -240, "EDT": -240, "BOT": -240, "VET": -240, "CLT": -240, "GYT": -240,
	"EST": -300, "CDT": -300, "COT": -300, "PET": -300,
	"CST": -360, "MDT": -360, "MST": -420, "PDT": -420, "PST": -480, "AKDT": -480, "AKST": -540, "HST": -600,
}

// meanings are what an abbreviation means in texts of a language or region, where that is not the usual.
var meanings = map[string]map[string]int{
	"IST": {"he": 120, "iw": 120, "ga": 60, "en-IE": 60},
	"BST": {"bn": 360},
	"CST": {"zh": 480},
	"EST": {"en-AU": 600},
	"AST": {"ar": 180},
	"PST": {"fil": 480, "tl": 480, "en-PH": 480},
	"WIT": {"jv": 540},
}

// seasonal are names that stay the same all year while the offset changes.
var seasonal = map[string]string{
	"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
	"AET": "Australia/Sydney",
}

// namedZone gives the zone of an abbreviation in texts of some languages. It is false for one that is not known.
func namedZone(name string, languages []string) (*time.Location, bool) {
	for _, language := range languages {
		base, _, _ := strings.Cut(language, "-")
		for _, key := range []string{language, base} {
			if minutes, ok := meanings[name][key]; ok {
				return offsetZone(minutes), true
			}
		}
	}
	if minutes, ok := abbreviations[name]; ok {
		return offsetZone(minutes), true
	}
	if place, ok := seasonal[name]; ok {
		zone, err := time.LoadLocation(place)
		return zone, err == nil
	}
	return nil, false
}

// offsetZone gives the zone of so many minutes east of Greenwich.
func offsetZone(minutes int) *time.Location {
	if minutes == 0 {
		return time.UTC
	}
	return time.FixedZone("", minutes*60)
}

// looksLikeZone says whether a word in capitals has the shape of an abbreviation of a zone: after a time of day such a
// word would change the time, and must not be passed over.
func looksLikeZone(word string) bool {
	if len(word) < 3 || len(word) > 5 || word[len(word)-1] != 'T' {
		return false
	}
	return strings.ToUpper(word) == word
}
