package lang

import (
	"slices"
	"strings"
)

// refine tells a language from the neighbours that share its common words.
func refine(language string, words []string) string {
	switch language {
	case "id", "ms":
		return better(words, "id", indonesian, "ms", malay)
	case "pt", "gl":
		return better(words, "pt", portuguese, "gl", galician)
	case "da", "nb":
		return better(words, "nb", norwegian, "da", danish)
	}
	return language
}

// family gives one name to the languages whose common words are the same for the most part. Which of them it is, refine
// tells.
func family(language string) string {
	switch language {
	case "ms":
		return "id"
	case "nb", "nn":
		return "da"
	case "sr-Latn":
		return "hr"
	}
	return language
}

// familiesOf counts the families that languages are of.
func familiesOf(languages []string) (n int) {
	for i, language := range languages {
		if !slices.ContainsFunc(languages[:i], func(before string) bool { return family(before) == family(language) }) {
			n++
		}
	}
	return n
}

// malayShape says whether a word is built as the verbs and the possessives of Indonesian and Malay are, which few words
// of other languages are: "membawa", "menyatakan", "dibangunkan", "tangkainya".
func malayShape(word string) bool {
	switch {
	case len(word) < 7:
		return false
	case strings.HasSuffix(word, "nya"):
		return true
	case strings.HasSuffix(word, "kan"):
		return strings.HasPrefix(word, "me") || strings.HasPrefix(word, "di")
	}
	for _, start := range []string{"meng", "meny", "memb", "memp", "menj", "menc", "mend"} {
		if rest, ok := strings.CutPrefix(word, start); ok {
			return strings.HasSuffix(rest, "i") || strings.HasSuffix(rest, "a") || strings.HasSuffix(rest, "h") || strings.HasSuffix(rest, "k")
		}
	}
	return false
}

// related says whether two languages are told apart by refine, or are so near that the better guess is good enough.
func related(a, b string) bool {
	for _, pair := range []string{"cs sk", "ru be", "ru uk", "es gl", "pt gl", "nl af", "bg mk"} {
		if pair == a+" "+b || pair == b+" "+a {
			return true
		}
	}
	return false
}

// better gives the language of which a text has more words, and the first where they are even.
func better(words []string, a, ofA, b, ofB string) string {
	inA, inB := 0, 0
	for _, word := range words {
		if strings.Contains(ofA, " "+word+" ") {
			inA++
		}
		if strings.Contains(ofB, " "+word+" ") {
			inB++
		}
	}
	if inB > inA {
		return b
	}
	return a
}

// Words that one of two neighbours has and the other writes differently or not at all, with spaces around each. What is
// an everyday word in both, as "rakyat" or "ketua" is in Indonesian and Malay, is no such word, however much more one of them
// uses it.
const (
	indonesian = " bahwa karena uang bisa sedangkan kabupaten mobil usai senin kamis jumat kemarin saat miliar rupiah ujar ucap " +
		"kantor februari maret agustus desember berbeda pihaknya nomor listrik universitas kecamatan desa provinsi gubernur mau " +
		"gampang enggak nggak coba bicara butuh pemkot pemprov wni kualitas aktivitas sepeda kulkas pun tersangka terkait " +
		"korban stasiun bandara taksi apotek telepon tol wali polisi perusahaan kecelakaan sekadar cuma mending tetangga " +
		"kerja rapat "
	malay = " bahawa cikgu stor membaiki terpakai setakat baiki dibaiki peladang menerusi tular jururawat juruteknik jurucakap " +
		"kerana ialah wang selepas isnin khamis jumaat ahad bilion ringgit mac ogos disember julai keretapi iaitu " +
		"sahaja bahawasanya universiti bagaimanapun sekiranya syarikat kemalangan pengarah setiausaha kualiti aktiviti " +
		"mesyuarat memaklumkan pengerusi hospital polis baharu basikal mahkamah lebuhraya telefon peniaga tarikh apabila "
	norwegian = " av blir ble blitt hva nå noe mye etter opp bare meg deg seg ut mot sier uke andre opplyste opplyser " +
		"ingen gjennom bli annet noen både "
	danish = " af bliver blev blevet hvad nu noget meget efter op kun mig dig sig ud mod siger uge indtil oplyste " +
		"oplyser meddelte nej mange havde nogle andet gennem ikke end kunne "
	portuguese = " não uma mais muito já está também só pelo pela até isso sem você há são foi disse mil ao aos num numa "
	galician   = " non unha máis moito xa está tamén só polo pola ata iso sen vostede hai son foi dixo mil ao aos nun nunha "
)
