package lang

import "strings"

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

// Words that one of two neighbours has and the other writes differently or not at all, with spaces around each.
const (
	indonesian = " bahwa karena adalah uang bisa sedangkan merupakan kabupaten presiden rumah mobil warga usai senin " +
		"rabu kamis jumat minggu kemarin saat dua juta miliar rupiah mengatakan ujar ucap kantor januari " +
		"februari maret agustus desember berbeda banyak sangat pihaknya bulan nomor listrik universitas " +
		"kecamatan desa provinsi gubernur mau gampang enggak nggak kalau coba bicara butuh mereka pemkot " +
		"pemprov wni kualitas aktivitas sepeda kulkas pun sebesar tersangka terkait korban selain pemerintah " +
		"stasiun bandara taksi apotek telepon akhir membuat jalan tol wali "
	malay = " bahawa daripada cikgu dah stor membaiki terpakai setakat baiki dibaiki peladang menerusi berjaya " +
		"bekas tular rakyat jururawat pengguna bermula manakala kerana ialah wang kerajaan perdana penduduk " +
		"selepas isnin khamis jumaat ahad semalam beliau bilion ringgit berkata pejabat mac ogos disember " +
		"keretapi berbeza ramai amat iaitu sahaja bahawasanya universiti bagaimanapun sekiranya pelbagai " +
		"syarikat kemalangan pengarah jabatan setiausaha kebangsaan kualiti aktiviti mengikut mesyuarat " +
		"pelajar lelaki wanita memaklumkan pengerusi kereta hospital polis baharu sehingga cuti lapangan " +
		"basikal mahkamah susulan ketua julai "
	norwegian = " av blir ble blitt hva nå noe mye etter opp bare meg deg seg ut mot sier uke andre opplyste opplyser " +
		"ingen gjennom bli annet noen både "
	danish = " af bliver blev blevet hvad nu noget meget efter op kun mig dig sig ud mod siger uge indtil oplyste " +
		"oplyser meddelte nej mange havde nogle andet gennem ikke end kunne "
	portuguese = " não uma mais muito já está também só pelo pela até isso sem você há são foi disse mil ao aos num numa "
	galician   = " non unha máis moito xa está tamén só polo pola ata iso sen vostede hai son foi dixo mil ao aos nun nunha "
)
