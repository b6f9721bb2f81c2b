package clipping_test

import (
	"fmt"
	"html"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/clipping"
)

// press is how the pages of one language are set: what may stand above, in and below a text.
type press struct {
	title string
	// sentences have no closing mark; shapes put one of them into a paragraph of any kind.
	sentences, shapes []string
	// heads have %s for the headline; opens stand before the first sentence.
	heads, opens []string
	// mids and ends are no text: gone are words of them that may be nowhere.
	mids, ends, gone []string
}

var latinShapes = []string{
	"%s.", "%s. %s.", "“%s,” said Sumarno.", "%q", "“%s?”", "%s:", "%s...", "%s!", "%s (25/6/2024).", "%s (see the map)", "- %s",
	"7. %s", "%s", "%s — or so they say", "(%s)", "%s, says Budi, Tuesday", "*%s", "%s;", "«%s»", "— %s",
}

var presses = map[string]press{
	"id": {
		title: "Kampung Tepi Hutan Menyalakan Kincir Air",
		sentences: []string{
			"Kincir itu berputar sejak hari Minggu", "Warga menyumbang papan dan paku", "Air parit dialirkan lewat bambu",
			"Anak muda desa menjaga pintu air bergantian", "Listriknya cukup untuk empat puluh rumah", "Semula orang tua menolak kincir baru",
			"Kayunya diambil dari pohon yang tumbang", "Mesin jahit kini berjalan sampai malam",
		},
		shapes: latinShapes,
		heads: []string{
			"DAERAH\n%s\nTuti Alamsyah - Warta Bukit\n25/06/2024 10:01 WIB\n", "%s\n25 Juni 2024\n", "%s\n\n",
			"Beranda > Daerah\n%s\nTuti Alamsyah\nSelasa, 25 Juni 2024 | 10:01 WIB\n\n",
			"%s\nPenulis\nTuti Alamsyah\nEditor\nBana Wiguna\nSelasa, 25 Juni 2024 10:01 WIB\nKincir di tepi hutan. (Warta Bukit/Ilham)\n",
		},
		opens: []string{"", "Ngawi - ", "NGAWI, WARTA BUKIT - ", "Ngawi (WABU) - ", "Warta Bukit, Ngawi — "},
		mids:  []string{"BACA JUGA: Sungai Kering Dua Bulan", "Baca juga:\nSungai Kering Dua Bulan", "ADVERTISEMENT", "SCROLL TO CONTINUE WITH CONTENT", "Bagikan", "[Gambas:Video]"},
		ends:  []string{"", "(tut/ban)", "(tut)", "[tut/ban]", "(*)", "Editor: Bana Wiguna", "Ikuti kami di Facebook"},
		gone:  []string{"Sungai Kering", "ADVERTISEMENT", "SCROLL", "Gambas", "tut/ban", "Facebook", "Wiguna"},
	},
	"en": {
		title: "Village at the edge of the forest starts its mill again",
		sentences: []string{
			"The wheel has been turning since Sunday", "Villagers gave planks and nails", "Water from the ditch runs through bamboo",
			"Young people take turns at the sluice", "There is power enough for forty houses", "At first the old people were against it",
			"The wood came from a fallen tree", "Sewing machines now run until late at night",
		},
		shapes: latinShapes,
		heads: []string{
			"WORLD\n%s\nBy Martha Quill\nJune 25, 2024, 10:01 AM EDT\n", "%s\n25 June 2024\n", "%s\n\n",
			"Home > World\n%s\nMartha Quill, Rural Affairs Correspondent\nTue 25 Jun 2024 10.01 BST\n\n",
			"%s\nBy MARTHA QUILL\nUpdated 4:12 PM EDT, June 25, 2024\nThe wheel at the forest. (NW Photo/Ada Pell)\n",
		},
		opens: []string{"", "FAIRLOW, Maine (NW) — ", "FAIRLOW, June 25 (Northwire) - ", "FAIRLOW — "},
		mids:  []string{"READ MORE: A river runs dry", "Read more:\nA river runs dry for two months", "Advertisement", "Story continues below", "Share"},
		ends:  []string{"", "(mq/ap)", "Editing by Ada Pell", "Follow us on Facebook", "Copyright 2024 Northwire. All rights reserved."},
		gone:  []string{"runs dry", "Advertisement", "Story continues", "mq/ap", "Facebook", "All rights"},
	},
	"fr": {
		title: "Au bord de la forêt, le moulin tourne de nouveau",
		sentences: []string{
			"La roue tourne depuis dimanche", "Les habitants ont donné planches et clous", "L’eau du fossé passe par le bambou",
			"Les jeunes gardent la vanne à tour de rôle", "Le courant suffit à trente maisons", "Les anciens étaient d’abord contre",
			"Le bois vient d’un arbre tombé", "Les machines à coudre marchent jusqu’à la nuit",
		},
		shapes: latinShapes,
		heads: []string{
			"SOCIÉTÉ\n%s\nPar Jeanne Morvan\nPublié le 25 juin 2024 à 10h01\n", "%s\n25 juin 2024\n", "%s\n\n",
			"Accueil > Société\n%s\nJeanne Morvan\nMis à jour le 25/06/2024 à 10:01\n\n",
		},
		opens: []string{"", "BREST (DL) — ", "Brest (Dépêche du Large) - "},
		mids:  []string{"Lire aussi : Une rivière à sec", "À lire aussi\nUne rivière à sec depuis deux mois", "Publicité", "Partager"},
		ends:  []string{"", "(jm/yt)", "Abonnez-vous à notre newsletter", "© Dépêche du Large. Tous droits réservés."},
		gone:  []string{"à sec", "Publicité", "jm/yt", "newsletter", "Tous droits"},
	},
	"ru": {
		title: "Деревня у леса снова пустила мельницу",
		sentences: []string{
			"Колесо вращается с воскресенья", "Жители принесли доски и гвозди", "Вода из канавы идёт по бамбуку",
			"Молодёжь по очереди сторожит шлюз", "Тока хватает на сорок домов", "Сначала старики были против",
			"Дерево взяли от упавшей сосны", "Швейные машины теперь работают до ночи",
		},
		shapes: latinShapes,
		heads:  []string{"Общество\n%s\nАнна Белова\n25 июня 2024, 10:01\n", "%s\n25 июня 2024\n", "%s\n\n"},
		opens:  []string{"", "ПСКОВ, 25 июня. /СВ/. ", "ПСКОВ, 25 июн — СВ. "},
		mids:   []string{"Читайте также: Река пересохла на два месяца", "Реклама", "Поделиться"},
		ends:   []string{"", "Подписывайтесь на наш телеграм-канал"},
		gone:   []string{"пересохла", "Реклама", "телеграм"},
	},
	"th": {
		title: "หมู่บ้านริมป่าเดินกังหันน้ำอีกครั้ง",
		sentences: []string{
			"กังหันหมุนมาตั้งแต่วันอาทิตย์", "ชาวบ้านช่วยกันบริจาคไม้กระดานและตะปู", "น้ำจากคูไหลผ่านลำไม้ไผ่", "คนหนุ่มสาวผลัดกันเฝ้าประตูน้ำ",
			"ไฟฟ้าพอสำหรับสี่สิบหลังคาเรือน", "ตอนแรกคนเฒ่าคนแก่ไม่เห็นด้วย", "ไม้ได้มาจากต้นที่ล้มลงเอง",
		},
		shapes: []string{"%s", "%s %s", "\"%s\" ลุงคำกล่าว", "(%s)", "- %s", "“%s”"},
		heads:  []string{"สังคม\n%s\n25 มิ.ย. 2567 10:01 น.\n", "%s\n25 มิถุนายน 2567\n", "%s\n\n"},
		opens:  []string{""},
		mids:   []string{"อ่านเพิ่มเติม: แม่น้ำแห้งขอดสองเดือน", "โฆษณา", "แชร์"},
		ends:   []string{"", "ติดตามเราบนเฟซบุ๊ก"},
		gone:   []string{"แห้งขอด", "โฆษณา", "เฟซบุ๊ก"},
	},
	"ja": {
		title: "森のほとりの村、水車がまた回る",
		sentences: []string{
			"水車は日曜から回っている", "住民は板と釘を持ち寄った", "溝の水は竹を伝って流れる", "若者が交代で水門を見張る", "電気は四十軒分ある",
			"はじめ年寄りは反対した", "木は倒れた杉から取った",
		},
		shapes: []string{"%s。", "%s。%s。", "「%s」", "「%s」と住民は話す。", "%s", "（%s）", "%s…", "・%s"},
		heads:  []string{"社会\n%s\n2024年6月25日 10時01分\n", "%s\n2024年6月25日\n", "%s\n\n"},
		opens:  []string{"", "【白瀬=佐々木亮】"},
		mids:   []string{"関連記事：川が二カ月干上がる", "あわせて読みたい\n川が二カ月干上がる", "広告", "シェアする"},
		ends:   []string{"", "（佐々木亮）", "無断転載を禁じます"},
		gone:   []string{"干上がる", "広告", "シェア", "無断"},
	},
	"ar": {
		title: "قرية عند الغابة تدير طاحونتها من جديد",
		sentences: []string{
			"تدور العجلة منذ يوم الأحد", "تبرع السكان بالألواح والمسامير", "يجري ماء الساقية في قصب الخيزران", "يتناوب الشبان على حراسة البوابة",
			"الكهرباء تكفي أربعين بيتا", "كان الشيوخ في البداية معارضين", "جاء الخشب من شجرة سقطت",
		},
		shapes: []string{"%s.", "%s. %s.", "\"%s\"", "«%s»، قال المختار.", "%s", "(%s)", "%s؟", "- %s", "%s:"},
		heads:  []string{"مجتمع\n%s\nسالم الحداد\n25 حزيران 2024 - 10:01\n", "%s\n25 يونيو 2024\n", "%s\n\n"},
		opens:  []string{"", "عدن (وكالة الخليج) - "},
		mids:   []string{"اقرأ أيضا: نهر يجف شهرين", "إعلان", "شارك"},
		ends:   []string{"", "تابعنا على فيسبوك", "جميع الحقوق محفوظة"},
		gone:   []string{"يجف شهرين", "إعلان", "فيسبوك", "محفوظة"},
	},
}

// TestEachSentenceStaysOnce puts texts together from paragraphs of every kind, with buttons between them, and holds that each
// sentence stands in the content exactly once, and no button.
func TestEachSentenceStaysOnce(t *testing.T) {
	for name, p := range presses {
		t.Run(name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(3, 4))
			faults := 0
			for n := 0; n < 100 && faults < 6; n++ {
				text, sentences := p.compose(random)
				d := clipping.Parse(text, clipping.Hint{Now: now})
				for _, fault := range p.faults(d.Title, plainText(d.HTML), sentences) {
					faults++
					t.Errorf("%d: %s\n--- text\n%s\n--- said\n%s%s", n, fault, text, said(d), strings.Join(d.Notes, "\n"))
					break
				}
			}
		})
	}
}

// compose puts one text together. Each sentence has a number of its own.
func (p press) compose(random *rand.Rand) (text string, sentences []string) {
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	sentence := func() string {
		s := fmt.Sprintf("%s %d", pick(p.sentences), 100+len(sentences))
		sentences = append(sentences, s)
		return s
	}
	body := []string{pick(p.opens) + sentence() + " " + sentence() + strings.TrimPrefix(p.shapes[0], "%s")}
	for range 2 + random.IntN(6) {
		shape := pick(p.shapes)
		values := []any{}
		for range strings.Count(shape, "%") {
			values = append(values, sentence())
		}
		body = append(body, fmt.Sprintf(shape, values...))
		if random.IntN(4) == 0 {
			body = append(body, pick(p.mids))
		}
	}
	if end := pick(p.ends); end != "" {
		body = append(body, end)
	}
	between := []string{"\n", "\n\n", "\r\n"}[random.IntN(3)]
	return fmt.Sprintf(pick(p.heads), p.title) + strings.Join(body, between) + "\n", sentences
}

func (p press) faults(title, content string, sentences []string) (faults []string) {
	if title != p.title {
		faults = append(faults, fmt.Sprintf("title %q", title))
	}
	for _, s := range sentences {
		if n := len(regexp.MustCompile(regexp.QuoteMeta(s)+`(?:\D|$)`).FindAllString(content, -1)); n != 1 {
			faults = append(faults, fmt.Sprintf("%q is there %d times", s, n))
		}
	}
	for _, word := range p.gone {
		if strings.Contains(content, word) {
			faults = append(faults, fmt.Sprintf("%q stays", word))
		}
	}
	slices.Sort(faults)
	return faults
}

// plainText takes the tags from a content.
func plainText(content string) string {
	return html.UnescapeString(regexp.MustCompile(`<[^>]+>`).ReplaceAllString(content, " "))
}
