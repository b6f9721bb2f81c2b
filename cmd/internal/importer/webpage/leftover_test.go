package webpage_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestLeftovers says what goes from between the paragraphs, in the languages that outlets write.
func TestLeftovers(t *testing.T) {
	const link = `<a href="/other">MARKED</a>`
	gone := map[string]string{
		"id": `<p><strong>Baca juga: ` + link + `</strong></p>`, "id without a link": `<p><strong>Baca Juga: MARKED Tiba di Pelabuhan</strong></p>`,
		"id see": `<p>Lihat juga: ` + link + `</p>`, "id video": `<p>Simak Video: ` + link + `</p>`, "id advertisement": `<p>ADVERTISEMENT</p><p>SCROLL TO CONTINUE WITH CONTENT</p><p>Iklan</p>`,
		"id channel": `<p>Ikuti kami di WhatsApp Channel MARKED untuk berita terbaru.</p>`, "id updates": `<p><em>Dapatkan update berita pilihan MARKED setiap hari. Mari bergabung di Grup Telegram "Kabar Update", caranya klik link <a href="https://t.example.com/x">t.example.com/x</a>, kemudian join.</em></p>`,
		"id google": `<p>Cek Berita dan Artikel MARKED yang lain di Google News</p>`, "id origin": `<p>Artikel ini telah tayang di MARKED dengan judul Kapal</p>`, "id box": `<div class="box"><h4>Baca Juga</h4><ul><li>` + link + `</li></ul></div>`,
		"en": `<p><b>Read also:</b> ` + link + `</p>`, "en newsletter": `<p>Subscribe to our newsletter MARKED</p>`, "en google": `<p>Follow us on Google News MARKED</p>`, "en arrow": `<p>→ Read more: ` + link + `</p>`,
		"es": `<p>Lea también: ` + link + `</p>`, "es newsletter": `<p>Suscríbete a nuestra newsletter MARKED</p>`, "fr": `<p>Lire aussi : ` + link + `</p>`, "fr video": `<p>À voir aussi : ` + link + `</p>`,
		"fr letter": `<p>Inscrivez-vous à notre newsletter MARKED</p>`, "de": `<p>Lesen Sie auch: ` + link + `</p>`, "de letter": `<p>Abonnieren Sie unseren Newsletter MARKED</p>`, "pt": `<p>Leia também: ` + link + `</p>`,
		"pt whatsapp": `<p>Siga o canal da MARKED no WhatsApp</p>`, "it": `<p>Leggi anche: ` + link + `</p>`, "it telegram": `<p>Seguici su Telegram MARKED</p>`, "nl": `<p>Bekijk ook: ` + link + `</p>`, "sv": `<p>Läs också: ` + link + `</p>`,
		"no": `<p>Les også: ` + link + `</p>`, "da": `<p>Læs også: ` + link + `</p>`, "fi": `<p>Lue myös: ` + link + `</p>`, "pl": `<p>Czytaj także: ` + link + `</p>`, "cs": `<p>Čtěte také: ` + link + `</p>`, "hu": `<p>Ezt is olvassa el: ` + link + `</p>`,
		"ro": `<p>Citește și: ` + link + `</p>`, "el": `<p>Διαβάστε επίσης: ` + link + `</p>`, "ru": `<p>Читайте также: ` + link + `</p>`, "ru channel": `<p>Подписывайтесь на наш телеграм-канал MARKED</p>`, "uk": `<p>Читайте також: ` + link + `</p>`,
		"tr": `<p>Ayrıca oku: ` + link + `</p>`, "ar": `<p>اقرأ أيضا: ` + link + `</p>`, "fa": `<p>بیشتر بخوانید: ` + link + `</p>`, "he": `<p>קראו גם: ` + link + `</p>`, "hi": `<p>यह भी पढ़ें: ` + link + `</p>`, "bn": `<p>আরও পড়ুন: ` + link + `</p>`,
		"zh": `<p>相关阅读：` + link + `</p>`, "zh-Hant": `<p>延伸閱讀：` + link + `</p>`, "ja": `<p>関連記事：` + link + `</p>`, "ko": `<p>관련기사 ` + link + `</p>`, "vi": `<p>Xem thêm: ` + link + `</p>`, "th": `<p>อ่านข่าวเพิ่มเติม ` + link + `</p>`,
		"a wall": `<div class="paywall"><p>Subscribe now to continue reading. MARKED Already a subscriber? Sign in.</p></div>`, "fr wall": `<p>Il vous reste 70 % MARKED de cet article à lire. La suite est réservée aux abonnés.</p>`,
	}
	half := strings.Index(prose, "<p>On the last")
	for name, box := range gone {
		for _, place := range []string{prose[:half] + box + prose[half:], prose + box} {
			if d := read(t, `<title>Boats</title><body><article>`+place+`</article>`); contains(d.HTML, "MARKED") || contains(d.HTML, "ADVERT") || contains(d.HTML, "Iklan") || contains(d.HTML, "Baca") || !contains(d.HTML, "that evening") || !contains(d.HTML, "counted twice") {
				t.Errorf("%s: the content is\n%s", name, d.HTML)
			}
		}
	}
}

// TestSentencesLikeLeftovers says that a sentence of the text stays that has their words.
func TestSentencesLikeLeftovers(t *testing.T) {
	for i, sentence := range []string{
		"Baca juga termasuk kebiasaan yang ia pelajari dari ibunya di rumah panggung itu.",
		"Lihat juga bagaimana <a href=\"/x\">kapal itu</a> datang tanpa tiang pada malam yang sama, kata penjaga.",
		"Iklan itu masih dipasang di dinding pelabuhan sampai hari ini.",
		"Follow us on a walk along the quay, he said, and the children did.",
		"Subscribe to our idea of the sea or do not; the boats will come either way.",
		"Ikuti kami di jalan setapak menuju mercusuar, dan hitung anak tangganya.",
		"Read more than one book a month, and the sea becomes smaller, the keeper used to say.",
		"See also what the sea does to wood: it turns grey, and then it is gone.",
		"Share this with nobody, he wrote into the book of names.",
		"Advertisement was a word that his father never learned to spell.",
		"Lire aussi bien que nager, voilà ce que demandait le maître du port.",
		"Lesen Sie auch nachts? Dann hören Sie das Meer.",
		"相关阅读材料由灯塔管理员保存，每个星期天可以借阅。",
		"Подписывайтесь под каждым словом, говорил отец, и никогда под пустой страницей.",
		"Get the children off Twitter, she says, and onto the boat.",
		"Follow the coastline until the lighthouse comes in sight, and turn where the threads of smoke rise.",
		"Следите за уровнем воды в канале, говорил он, и за ветром.",
		"Ikuti anak tangga itu sampai ke atas; dari sana Facebook terasa jauh.",
		"Siga a linha da costa até o farol, disse o capitão no Facebook.",
		"To read the book of names one has to climb the tower.",
	} {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			want := strings.Fields(strings.NewReplacer(`<a href="/x">`, "", "</a>", "").Replace(sentence))
			d := read(t, `<title>Boats</title><body><article>`+prose+`<p>`+sentence+`</p>`+prose+`</article>`)
			if got := strings.Join(strings.Fields(textOf(d.HTML)), " "); !contains(got, strings.Join(want, " ")) {
				t.Errorf("%q is lost in\n%s", sentence, d.HTML)
			}
		})
	}
}

// TestWallLineIsNoted says that the line of a paywall goes and leaves a note.
func TestWallLineIsNoted(t *testing.T) {
	d := read(t, `<title>Boats</title><body><article><p>Only this first paragraph is free to read for those who have no subscription to the paper.</p><div class="paywall"><p>Subscribe now to continue reading. Already a subscriber? Sign in.</p></div></article>`)
	if contains(d.HTML, "Subscribe") || !contains(strings.Join(d.Notes, "\n"), "not free") {
		t.Errorf("the content is %s, the notes %q", d.HTML, d.Notes)
	}
}
