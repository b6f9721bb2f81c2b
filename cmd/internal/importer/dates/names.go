package dates

import (
	"strings"

	"github.com/go-playground/locales"
	"github.com/go-playground/locales/af"
	"github.com/go-playground/locales/am"
	"github.com/go-playground/locales/ar"
	"github.com/go-playground/locales/ar_LB"
	"github.com/go-playground/locales/ar_MA"
	"github.com/go-playground/locales/az"
	"github.com/go-playground/locales/be"
	"github.com/go-playground/locales/bg"
	"github.com/go-playground/locales/bn"
	"github.com/go-playground/locales/bs"
	"github.com/go-playground/locales/ca"
	"github.com/go-playground/locales/cs"
	"github.com/go-playground/locales/cy"
	"github.com/go-playground/locales/da"
	"github.com/go-playground/locales/de"
	"github.com/go-playground/locales/de_AT"
	"github.com/go-playground/locales/el"
	"github.com/go-playground/locales/en"
	"github.com/go-playground/locales/es"
	"github.com/go-playground/locales/et"
	"github.com/go-playground/locales/eu"
	"github.com/go-playground/locales/fa"
	"github.com/go-playground/locales/fi"
	"github.com/go-playground/locales/fil"
	"github.com/go-playground/locales/fr"
	"github.com/go-playground/locales/ga"
	"github.com/go-playground/locales/gl"
	"github.com/go-playground/locales/gu"
	"github.com/go-playground/locales/he"
	"github.com/go-playground/locales/hi"
	"github.com/go-playground/locales/hr"
	"github.com/go-playground/locales/hu"
	"github.com/go-playground/locales/hy"
	"github.com/go-playground/locales/id"
	"github.com/go-playground/locales/is"
	"github.com/go-playground/locales/it"
	"github.com/go-playground/locales/ja"
	"github.com/go-playground/locales/ka"
	"github.com/go-playground/locales/kk"
	"github.com/go-playground/locales/km"
	"github.com/go-playground/locales/kn"
	"github.com/go-playground/locales/ko"
	"github.com/go-playground/locales/lo"
	"github.com/go-playground/locales/lt"
	"github.com/go-playground/locales/lv"
	"github.com/go-playground/locales/mk"
	"github.com/go-playground/locales/ml"
	"github.com/go-playground/locales/mn"
	"github.com/go-playground/locales/mr"
	"github.com/go-playground/locales/ms"
	"github.com/go-playground/locales/my"
	"github.com/go-playground/locales/nb"
	"github.com/go-playground/locales/ne"
	"github.com/go-playground/locales/nl"
	"github.com/go-playground/locales/nn"
	"github.com/go-playground/locales/pa"
	"github.com/go-playground/locales/pl"
	"github.com/go-playground/locales/pt"
	"github.com/go-playground/locales/ro"
	"github.com/go-playground/locales/ru"
	"github.com/go-playground/locales/si"
	"github.com/go-playground/locales/sk"
	"github.com/go-playground/locales/sl"
	"github.com/go-playground/locales/sq"
	"github.com/go-playground/locales/sr"
	"github.com/go-playground/locales/sr_Latn"
	"github.com/go-playground/locales/sv"
	"github.com/go-playground/locales/sw"
	"github.com/go-playground/locales/ta"
	"github.com/go-playground/locales/te"
	"github.com/go-playground/locales/th"
	"github.com/go-playground/locales/tr"
	"github.com/go-playground/locales/uk"
	"github.com/go-playground/locales/ur"
	"github.com/go-playground/locales/uz"
	"github.com/go-playground/locales/vi"
)

// addNames learns the names of months and weekdays that CLDR gives. Each locale is made only here: the package costs
// nothing at the start of the program.
func (v *vocabulary) addNames() {
	for _, locale := range []locales.Translator{
		af.New(), am.New(), ar.New(), ar_LB.New(), ar_MA.New(), az.New(), be.New(), bg.New(),
		bn.New(), bs.New(), ca.New(), cs.New(), cy.New(), da.New(), de.New(), de_AT.New(),
		el.New(), en.New(), es.New(), et.New(), eu.New(), fa.New(), fi.New(), fil.New(),
		fr.New(), ga.New(), gl.New(), gu.New(), he.New(), hi.New(), hr.New(), hu.New(),
		hy.New(), id.New(), is.New(), it.New(), ja.New(), ka.New(), kk.New(), km.New(),
		kn.New(), ko.New(), lo.New(), lt.New(), lv.New(), mk.New(), ml.New(), mn.New(),
		mr.New(), ms.New(), my.New(), nb.New(), ne.New(), nl.New(), nn.New(), pa.New(),
		pl.New(), pt.New(), ro.New(), ru.New(), si.New(), sk.New(), sl.New(), sq.New(),
		sr.New(), sr_Latn.New(), sv.New(), sw.New(), ta.New(), te.New(), th.New(), tr.New(),
		uk.New(), ur.New(), uz.New(), vi.New(),
	} {
		language, _, _ := strings.Cut(locale.Locale(), "_")
		for _, names := range [][]string{locale.MonthsWide(), locale.MonthsAbbreviated()} {
			for i, name := range names {
				if name != "" && name[0] > '9' { // some locales have only numbers
					v.add(name, meaning{language: language, kind: "month", value: i + 1})
				}
			}
		}
		for _, names := range [][]string{locale.WeekdaysWide(), locale.WeekdaysAbbreviated()} {
			for i, name := range names {
				if name != "" && language != "ko" && language != "ja" && language != "zh" {
					v.add(name, meaning{language: language, kind: "weekday", value: i})
				}
			}
		}
	}
}
