package clipping_test

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/clipping"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// outlet is the manner of one kind of page, from which texts with any of the parts are put together.
type outlet struct {
	section, title, byline, standfirst, caption, share, opening, between, signoff string

	body, tail []string
}

var outlets = map[string]outlet{
	"id": {
		section: "Daerah", title: "Warga Pulau Kera Bangun Mercusuar dari Botol Bekas",
		byline:     "Rina Lestari - Kabar Teluk\n25/06/2024 10:01 WITA",
		standfirst: "Mercusuar dari botol bekas itu kini memandu nelayan pulang set...",
		caption:    "Mercusuar botol di ujung dermaga Pulau Kera. (Kabar Teluk/Bayu Adi)",
		share:      "SHARE", opening: "KUPANG, Kabar Teluk - ", between: "BACA JUGA: Nelayan Rote Panen Cumi", signoff: "(rln/bya)",
		body: []string{
			"Mercusuar dari botol bekas itu kini memandu nelayan pulang setiap malam. Tingginya sebelas meter, dan lampunya menyala sejak Senin (24/6/2024).",
			"“Kami menunggu tujuh tahun,” kata Kepala Desa Yunus Lakapu. “Akhirnya kami buat sendiri.”",
			"Pada 25 Juni 2023 pukul 10.01 WITA, sebuah perahu karam di karang yang sama.",
			"Mercusuar itu tidak memakai semen sama sekali.",
		},
		tail: []string{"Ikuti Kabar Teluk di Google News", "Berita Terkait", "Harga Garam Naik"},
	},
	"en": {
		section: "Science", title: "Old lighthouse lens finds a second life on a farm",
		byline:     "By Martha Quill and Tom Arden\nPublished June 25, 2024 10:01 AM EDT",
		standfirst: "The lens spent forty years in a barn before anyone asked what it was.",
		caption:    "The lens stands in a barn near Fairlow. (Northwire/Ada Pell)",
		share:      "Share", opening: "FAIRLOW, June 25 (Northwire) - ", between: "Read more: How lenses are ground", signoff: "(mq/ta)",
		body: []string{
			"The lens of the old lighthouse now lights a cattle shed, the farmer said on Tuesday. It weighs two tonnes.",
			"“It was that or the scrapyard,” said Oren Blythe, who bought it in 1984.",
			"By June 25, 2024 the lens had turned 1,000,000 times, he said.",
			"The county plans to list it as a monument next year.",
		},
		tail: []string{"Follow us on Facebook", "Related stories", "A barn with a view"},
	},
	"fr": {
		section: "Société", title: "Le phare de Kerlann change de gardienne",
		byline:     "Par Jeanne Morvan\nPublié le 25 juin 2024 à 10h01",
		standfirst: "Après trente ans au sommet du phare, Odile Le Goff rend ses clés.",
		caption:    "Odile Le Goff devant le phare de Kerlann, lundi. (Yann Tual/Dépêche du Large)",
		share:      "Partager", opening: "BREST (Dépêche du Large) — ", between: "Lire aussi : Les phares en chiffres", signoff: "(jm/yt)",
		body: []string{
			"La gardienne du phare de Kerlann a rendu ses clés lundi : elle part après trente ans. Personne n’a voulu la remplacer.",
			"« Je connais chaque marche », a dit Odile Le Goff. « Il y en a deux cent douze. »",
			"Le 25 juin 2023 à 10h01, la foudre avait fendu la lanterne.",
			"Le phare sera ouvert aux visiteurs en septembre.",
		},
		tail: []string{"Abonnez-vous à notre newsletter", "Les plus lus", "Une île à vendre"},
	},
	"zh": {
		section: "社会", title: "海边小镇用旧瓶子建起一座灯塔",
		byline:  "记者 李小海\n2024-06-25 10:01:00 来源：海湾新闻网",
		caption: "瓶子灯塔立在码头尽头。（海湾新闻网/王大山）",
		share:   "分享", opening: "海湾社上海6月25日电 ", between: "相关阅读：灯塔是怎样发光的", signoff: "（李/王）",
		body: []string{
			"海边小镇的居民用三千只旧瓶子建起一座灯塔，周一晚上第一次点亮。灯塔高十一米。",
			"“我们等了七年。”镇长陈海生说，“最后只好自己动手。”",
			"2023年6月25日10时01分，一条渔船在同一处礁石上搁浅。",
			"灯塔没有用一点水泥。",
		},
		tail: []string{"扫码关注我们", "延伸阅读", "老码头的故事"},
	},
	"ar": {
		section: "منوعات", title: "قرية ساحلية تبني منارة من الزجاجات القديمة",
		byline:  "بقلم سالم الحداد\n25 حزيران 2024 - 10:01",
		caption: "منارة الزجاجات عند طرف الميناء. (وكالة الخليج/ليلى سمير)",
		share:   "شارك", opening: "عدن (وكالة الخليج) - ", between: "اقرأ أيضا: كيف تعمل المنارات", signoff: "(س ح/ل س)",
		body: []string{
			"بنى سكان قرية ساحلية منارة من ثلاثة آلاف زجاجة قديمة، وأضاءت للمرة الأولى مساء الاثنين. ويبلغ ارتفاعها أحد عشر مترا.",
			"وقال رئيس القرية يونس البحري: \"انتظرنا سبع سنوات، ثم بنيناها بأيدينا\".",
			"وفي 25 حزيران 2023 عند الساعة 10:01 جنح قارب عند الصخرة نفسها.",
			"ولم يستخدم السكان أي إسمنت في المنارة.",
		},
		tail: []string{"تابعنا على فيسبوك", "مواضيع ذات صلة", "حكاية الميناء القديم"},
	},
}

// TestNothingIsLost puts texts together from parts, any of them missing, and holds that the headline is the headline, that
// each paragraph stands in the content once, and that nothing else does.
func TestNothingIsLost(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, o := range outlets {
		for n := range 40 {
			text := o.text(random)
			d := clipping.Parse(text, clipping.Hint{Now: time.Date(2024, 6, 26, 0, 0, 0, 0, time.UTC)})
			if fault := o.fault(d, text); fault != "" {
				t.Errorf("%s %d: %s\n--- text\n%s\n--- content\n%s\n%+v", name, n, fault, text, d.HTML, d.News)
				break
			}
		}
	}
}

// text puts a text together.
func (o outlet) text(random *rand.Rand) string {
	maybe := func() bool { return random.IntN(3) > 0 }
	var lines []string
	add := func(text string) {
		if text != "" && maybe() {
			lines = append(lines, strings.Split(text, "\n")...)
		}
	}
	add(o.section)
	lines = append(lines, o.title)
	for _, i := range random.Perm(2) {
		add([]string{o.byline, o.standfirst}[i])
	}
	add(o.caption)
	add(o.share)
	opening := ""
	if maybe() {
		opening = o.opening
	}
	body := append([]string{opening + o.body[0]}, o.body[1:]...)
	at := 1 + random.IntN(len(body)-1)
	lines = append(lines, body[:at]...)
	add(o.between)
	lines = append(lines, body[at:]...)
	add(o.signoff)
	if maybe() {
		lines = append(lines, o.tail...)
	}
	between := []string{"\n", "\n\n", "\r\n", "\r\n\r\n", " \n\t\n"}[random.IntN(5)]
	return strings.Repeat("\ufeff", random.IntN(2)) + strings.Join(lines, between)
}

// fault says what is wrong with what was made of a text.
func (o outlet) fault(d draft.Draft, text string) string {
	if d.Title != o.title {
		return fmt.Sprintf("title %q", d.Title)
	}
	var want strings.Builder
	for _, p := range o.body {
		_, _ = fmt.Fprintf(&want, "<p>%s</p>\n", html.EscapeString(p))
	}
	// A standfirst that nothing proves to be one stays in the body; what is cut off may not.
	kept := strings.TrimPrefix(d.HTML, "<p>"+html.EscapeString(o.standfirst)+"</p>\n")
	if kept != want.String() || kept != d.HTML && strings.HasSuffix(o.standfirst, "...") {
		return "content"
	}
	said := strings.Contains(text, "2024 ") || strings.Contains(text, "2024-06-25 10")
	if said && strings.Contains(text, strings.Split(o.byline, "\n")[1]) && d.Published.Format("2006-01-02 15:04") != "2024-06-25 10:01" {
		return fmt.Sprintf("published %v", d.Published)
	}
	if (d.News.Section != "") != strings.Contains(text, o.section+"\r") && (d.News.Section != "") != strings.Contains(text, o.section+"\n") &&
		d.News.Section != "" && d.News.Section != o.section {
		return fmt.Sprintf("section %q", d.News.Section)
	}
	return ""
}
