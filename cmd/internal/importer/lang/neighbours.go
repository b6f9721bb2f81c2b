package lang

import "strings"

// refine tells a language from the neighbours that share its common words.
func refine(language string, words []string) string {
	switch language {
	case "id", "ms":
		return better(words, "id", indonesian, "ms", malay)
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

// Words that one of two neighbours has and the other writes differently or not at all.
const (
	indonesian = " bahwa karena adalah uang bisa sedangkan merupakan kabupaten kota presiden menteri polisi rumah sakit mobil sekolah " +
		"warga usai pukul senin rabu kamis jumat sabtu minggu kemarin setelah saat sebuah dua ribu juta miliar rupiah mengatakan " +
		"ujar ucap kantor januari februari maret agustus desember kereta pesawat berbeda banyak sangat juga pihaknya " +
		"tersebut bulan nomor listrik universitas kecamatan desa provinsi gubernur wakil kepala jalan mau gampang enggak nggak " +
		"kalau coba bicara butuh prabowo jokowi jakarta jawa bandung surabaya mereka pemkot pemprov wni bpbd pun kualitas kami cuaca aktivitas "
	malay = " bahawa kerana ialah wang boleh manakala kerajaan perdana hospital kereta sekolah penduduk selepas pukul isnin khamis " +
		"jumaat ahad semalam beliau ketika sebuah ribu bilion ringgit berkata katanya pejabat mac ogos disember keretapi kapal berbeza " +
		"ramai amat juga pihak iaitu turut sahaja bahawasanya daripada kepada negeri daerah kampung universiti menteri polis bagi " +
		"tidak bagaimanapun sekiranya pelbagai syarikat kemalangan malaysia kuala lumpur johor selangor pulau pinang sabah sarawak " +
		"pengarah jabatan setiausaha kebangsaan kualiti aktiviti cuaca lalu mengikut perkara tahun mesyuarat pelajar lelaki wanita awak saya berusia memaklumkan pengerusi "
	norwegian = " blir andre opplyste opplyser skulle ingen etter av ble hva nå noe mye etter opp bare også meg deg seg ut hvordan mot over blitt sier ikke fra uke måned "
	danish    = " indtil bliver oplyste oplyser meddelte nej mange havde skulle kunne ville andre tid af blev hvad nu noget meget efter op kun også mig dig sig ud hvordan mod over blevet siger uge måned mellem hvor "
)
