package clipping_test

import (
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/clipping"
)

// reported are shapes that real pages have and that were read wrong once. Each wants lines of said; a line after "!" must
// not be there.
var reported = []struct{ name, text, want string }{
	{"a last line without a full stop", `Kabar
Jembatan Bambu Dibuka
Sari Dewi - Warta Hulu
25/6/2024 10:01 WIB
Jembatan bambu di hulu sungai dibuka lagi setelah setahun ditutup.
Panjangnya 90 meter, kata Yunus, Senin (24/6)`, "<p>Panjangnya 90 meter, kata Yunus, Senin (24/6)</p>"},
	{"a closing quotation and the mark of a desk", `Kabar
Jembatan Bambu Dibuka
Sari Dewi - Warta Hulu
25/6/2024 10:01 WIB
Jembatan bambu di hulu sungai dibuka lagi setelah setahun ditutup.
“Kami lega,” kata Yunus, Senin (24/6). (Z-3)`, "signoff: Z-3\n<p>“Kami lega,” kata Yunus, Senin (24/6).</p>"},
	{"a line below a linked headline is text", `Jembatan Bambu Dibuka
25 Juni 2024
Jembatan bambu di hulu sungai dibuka lagi setelah setahun ditutup.
BACA JUGA
Perahu Terakhir Pulang
Anak sekolah yang paling dulu menyeberang`, "<p>Anak sekolah yang paling dulu menyeberang</p>\n!Perahu Terakhir"},
	{"a poem keeps its lines", "Malam\n\nlampu padam\nlaut masih bicara\n\nkita diam", "title: Malam\n<p>lampu padam<br>\nlaut masih bicara</p>"},
	{"a text without a headline has no title", `LYON, 3 mars 2024 (DL) — Les canuts ont rouvert un atelier fermé depuis trente ans. La foule est venue.

Le métier à tisser sert encore.`, "published: 2024-03-03\n<p>Les canuts ont rouvert\n!title:"},
	{"a headline that speaks of today", `EKONOMI
Harga Cabai Hari Ini
Sari Dewi - Warta Hulu
25/06/2024 10:01 WIB
Harga cabai naik lagi di pasar induk pada Selasa pagi.
Pedagang menahan stok.`, "title: Harga Cabai Hari Ini\nauthor: Sari Dewi\npublished: 2024-06-25T10:01:00+07:00"},
	{"a first sentence that asks", `Paus Terdampar Kembali ke Laut
Sari Dewi
Selasa, 25 Juni 2024 | 10:01 WIB
Pernahkah Anda mendengar paus bernyanyi?
Warga Lamalera mendengarnya setiap malam sejak pekan lalu. Mereka menunggu di pantai.`, "title: Paus Terdampar Kembali ke Laut\n<p>Pernahkah Anda mendengar paus bernyanyi?</p>"},
	{"a box of points ends where the report opens", `Wirtschaft
Bäcker in Lübeck backen wieder nachts
Von Jana Thode
12.05.2026, 10.12 Uhr
Das Wichtigste in Kürze
Zwölf Bäckereien kehren zur Nachtarbeit zurück.
LÜBECK. Zwölf Bäckereien in Lübeck backen wieder nachts. Die Innung begrüßt den Schritt ausdrücklich.
Die Gewerkschaft will das Ergebnis prüfen. Sie fordert mehr Zuschläge. jt`, "dateline: LÜBECK\nsignoff: jt\n!Zwölf Bäckereien kehren"},
	{"points that nothing ends are text", `Warga Menjaga Hutan Bakau
Dewi Anggraini - Suara Serayu
Selasa, 12 Mei 2026 | 10:12 WIB
Ringkasan
Warga menjaga hutan bakau sejak pagi.
Mereka bergantian setiap malam.
ADVERTISEMENT
Hutan itu menahan ombak. Nelayan berterima kasih kepada mereka.`, "<p>Warga menjaga hutan bakau sejak pagi.</p>\n<p>Mereka bergantian setiap malam.</p>"},
	{"a sentence that opens like a label", `Warga Menjaga Hutan Bakau
Dewi Anggraini - Suara Serayu
Selasa, 12 Mei 2026 | 10:12 WIB
Warga menjaga hutan bakau sejak pagi. Mereka bergantian setiap malam.
Selanjutnya: pemerintah desa akan memasang lampu di hutan itu.
Hutan itu menahan ombak. Nelayan berterima kasih kepada mereka.
Selanjutnya: Harga Cabai Naik Lagi`, "<p>Selanjutnya: pemerintah desa akan memasang lampu di hutan itu.</p>\n!Harga Cabai"},
	{"where an author reported from", `Council backs new bridge over the Wend
By Marta Keel
12 May 2026
Residents cheered in the chamber as the vote was read out on Tuesday night. It was late.
Keel reported from the chamber that many wept.
Keel reported from Wendham.`, "<p>Keel reported from the chamber that many wept.</p>\n!Wendham"},
	{"a fire that is out is no agency", `Пекари вернулись к ночным сменам
12 мая 2026, 10:12
ТВЕРЬ, 12 мая — Пожар потушен. Об этом сообщили пекари, которые ночью вернулись в цеха после долгого перерыва.
Профсоюз изучит соглашение. Он просит больше отдыха.`, "dateline: ТВЕРЬ\n<p>Пожар потушен. Об этом"},
	{"where it was shown, with a headline in quotation marks", `Perajin Rotan Kebanjiran Pesanan
OlehSiti Maryam
Diterbitkan 12 Mei 2026, 10:12 WIB
Perajin rotan kebanjiran pesanan sejak awal tahun. Pesanan naik tiga kali lipat.
Koperasi berharap pemerintah membantu izin ekspor.
Artikel ini telah tayang di SuaraPesisir.com dengan judul "Rotan Laris"`, "author: Siti Maryam\n!telah tayang"},
	{"points without full stops end at one", `مخابز صيدا تعود إلى العمل ليلا
كتب: سامر الحاج
الثلاثاء 12 مايو 2026 - 10:12
أبرز النقاط
عادت المخابز إلى العمل ليلا
ارتفعت الأجور ثمانية في المئة
صيدا – عادت اثنا عشر مخبزا في مدينة صيدا إلى العمل ليلا بعد ثلاثين عاما من التوقف، ورحب الزبائن بالقرار.
وستدرس النقابة الاتفاق، وتطالب بمزيد من الراحة للعاملين.`, "author: سامر الحاج\ndateline: صيدا\n!ارتفعت الأجور"},
	{"a place that begins with an article", `El faro se queda sin farero
Por Sabela Nogueira, A Coruña
4 oct 2026 - 05:30 CEST
El farero bajó los escalones por última vez. Nadie ha pedido la plaza.
“Es un trabajo con mucho mar”, dice.`, "author: Sabela Nogueira\ndateline: A Coruña\n!source:"},
	{"capitals far into the text", `Warga Bantaran Menahan Air
Rina Ayu - Suara Kita
Selasa, 25 Juni 2024 | 10:01 WIB
Warga menutup pintu air sejak pukul empat pagi. Hujan turun lagi.
Pasar tetap buka seperti biasa, kata Budi. BUDI SANTOSO
JAKARTA. Kota itu basah kemarin malam dan listrik padam di mana-mana. Sekolah di Jakarta libur.`, "<p>Warga menutup pintu air\nPasar tetap buka seperti biasa, kata Budi. BUDI SANTOSO<\n<p>JAKARTA. Kota itu basah\n!caption:"},
	{"one name", `Pasar Apung Ramai Lagi
Tono - Warta Hulu
25/06/2024 10:01 WIB
Pasar apung di muara ramai lagi sejak harga ikan turun. Pembeli datang pagi.`, "author: Tono\nsource: Warta Hulu"},
	{"labels on lines of their own", `Mengapa Desa Ini Menolak Listrik?
Penulis, Yosef Lamak
Peranan, Wartawan Warta Hulu
Melaporkan dari, Waingapu
25 Juni 2024
Keterangan gambar,
Tiang yang tidak jadi dipasang.
Warga sebuah desa di Sumba menolak tiang listrik. Mereka memilih lampu minyak.`, "author: Yosef Lamak\ndateline: Waingapu\ncaption: Tiang yang tidak jadi dipasang."},
	{"reporter and editor", `Garam Tua Dijual Lagi
Reporter
Sari Dewi
Editor
Bagus Prakoso
Sabtu, 6 Juli 2024 07:30 WIB
Garam tua dari tambak lama dijual lagi pekan ini. Harganya dua kali lipat.`, "author: Sari Dewi\n!author: Bagus"},
	{"an agency between slashes", `Мост через озеро открыли
25 июня 2024, 10:01
ВЫБОРГ, 25 июня. /ОЗ/. Мост через озеро открыли после ремонта. Его строили два года.`, "dateline: ВЫБОРГ\nsource: ОЗ\n<p>Мост через озеро"},
	{"a place on a line of its own", `Lampu Kota Menyala
25/06/2024
NORDVIK —
Lampu kota tua menyala lagi setelah tujuh tahun padam. Warga turun ke jalan.`, "dateline: NORDVIK"},
	{"a place and a colon", `Lapangan Terbang Dibuka
Sari Dewi
25/06/2024 10:01 WIB
Tarakan: Lapangan terbang perintis di Tarakan dibuka lagi. Pesawat pertama membawa beras.`, "dateline: Tarakan\n<p>Lapangan terbang"},
	{"credits behind dashes, slashes and brackets", `Pescadores filmam o mar
25.jun.2024 às 10h01
Barcos na praia do Bonete - Ivo Tavares/Imagem Viva
Um grupo de pescadores aprendeu a filmar o próprio trabalho. O filme estreia em julho.`, "published: 2024-06-25T10:01\ncaption: Barcos na praia do Bonete\ncredit: Ivo Tavares/Imagem Viva"},
	{"only the date of an update", `Ferry captain retires
By ADA FINCH
Updated 4:12 PM EDT, June 25, 2024
FAIRLOW, Maine (NW) — The captain of the ferry is retiring after forty years. He never missed a sailing.`, "author: ADA FINCH\npublished: 2024-06-25T16:12:00-04:00\nmodified: 2024-06-25T16:12:00-04:00"},
	{"a recipe", `RESEP
Sayur Asem
Ibu Tuti - Warta Hulu
25/06/2024 10:01 WIB
Sayur ini segar.

Bahan:
melinjo
kacang panjang

Rebus semua sampai matang.`, "title: Sayur Asem\nauthor: Ibu Tuti\n<p>Sayur ini segar.</p>\n<p>Bahan:<br>"},
	{"a line-up is no dateline", `OLAHRAGA
Timnas Menang 3-1
Ari Wibowo - Warta Hulu
25/06/2024 10:01 WIB
Timnas menang 3-1 atas tamunya di Stadion Utama, Selasa malam.
Indonesia (4-3-3): Ari; Budi, Candra, Dedi; Fajar, Gani.`, "Indonesia (4-3-3): Ari;\n!dateline"},
	{"a message", "From: Sari Dewi <sari@example.org>\nTo: semua@example.org\nSubject: Kabar dari pulau\n\nKapal kertas berlayar lagi. Anak-anak bersorak.", "title: Kabar dari pulau\nauthor: Sari Dewi"},
	{"the Islamic date beside", "Pasar Ramai\n24 Dzulhijjah 1445 H / 30 Juni 2024\nPasar di kota itu ramai menjelang malam. Pembeli datang dari jauh.", "published: 2024-06-30"},
	{"a sentence with the names of networks", `Warga Berjaga Malam
Sari Dewi - Warta Hulu
25/06/2024 10:01 WIB
Warga berjaga malam bergantian sejak pencurian ternak pekan lalu. Tiap pos dijaga lima orang.
WhatsApp dan Telegram dipakai untuk membagi jadwal.
Kentongan dipukul setiap jam.`, "WhatsApp dan Telegram dipakai untuk membagi jadwal.</p>"},
}

func TestReported(t *testing.T) {
	for _, r := range reported {
		t.Run(r.name, func(t *testing.T) {
			got := said(clipping.Parse(r.text, clipping.Hint{Now: now}))
			for line := range strings.Lines(r.want) {
				line = strings.TrimRight(line, "\n")
				if unwanted, not := strings.CutPrefix(line, "!"); not == strings.Contains(got, strings.TrimPrefix(line, "!")) {
					t.Errorf("%q %q in\n%s", line, unwanted, got)
				}
			}
		})
	}
}
