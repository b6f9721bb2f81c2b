package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// opening is what stands before the first sentence of a report: where it was written, and by whom it was sent out.
type opening struct {
	place, outlet string
	authors       []string
	// end is the offset of the first sentence.
	end int
	// sure says that the words can be nothing else.
	sure bool
	// spans are the dates among them.
	spans []span
}

var (
	// dash ends the opening in most languages.
	dash = lazily(`\s*(?:\.\s?[-–—]+|[-–—]{1,3}|―+|\|)\s+|[\s\x{a0}]*[—―–][\s\x{a0}]*|\s+[-–—]{1,2}|\)\s*[-–—]+\s*|[-–—]\s`)
	// stopped are openings that a full stop or a colon ends.
	bracketEnd = lazily(`^(\p{Lu}[\p{L}\p{M}.’' -]{1,40}?)(?:,\s*([^()]{3,30}))?\s*\(([^()]{2,40})\)(?:\s*[:.।۔]\s*|\s+)`)
	colonEnd   = lazily(`^([\p{L}\p{M} ]{2,30}?)(?:,\s*([^:()।]{3,25}))?(?:\s*[(（]([^()]{2,30})[)）])?\s*[:।]\s+`)
	// agencyNext is an agency behind the dash: "MOSKVA, 25 iyun - TASS. Text".
	agencyNext = lazily(`^(\p{Lu}[\p{L} -]{1,30})\.\s+`)
	// placeNext is a place in capitals and a full stop behind an outlet: "EXAMPLE.CO.ID - JAKARTA. Text".
	placeNext = lazily(`^(\p{Lu}{3,}(?:[ /-]\p{Lu}{3,}){0,2})\.\s+`)
	// slashed is an agency between slashes: "MOSKVA, 25 iyun. /TASS/. Text".
	slashed = lazily(`^(\p{Lu}[\pL -]{2,30}?)(,\s*\d{1,2}\s[\pL]{3,12})?\.?\s*/([^/]{2,30})/[.:]?\s*(?:[-–—]+\s*)?`)
	// bracketNext is an outlet in brackets behind the dash: "SALALAH - (Agency): Text".
	bracketNext = lazily(`^[(（\[]([^()（）\[\]]{2,30})[)）\]]\s*[:：،,.-]?\s*`)
	// dottedState is a state by its initials: "D.C.".
	dottedState = lazily(`^(?:\p{Lu}\.)+\p{Lu}\.?$`)
	// german is a place with a full stop, as regional papers set it.
	german = lazily(`^(\p{Lu}\p{Ll}{2,}(?:[/-]\p{Lu}\p{Ll}+)?)\.\s+`)
	// persian is "as the agency X reports from Y".
	persian = lazily(`^به گزارش ((?:خبرگزاری|روزنامه|پایگاه خبری)\s+[\p{L}\x{200c}]+(?: [\p{L}\x{200c}]+)??)(?:\s+از\s+([\p{L}\x{200c}]+))?\s*[،,]\s*`)
	// cjk are the openings of Chinese, Japanese and Korean agencies.
	japanese = lazily(`^[【（(]([^【】＝=（）()]{1,12})[＝=]([^】（）()]{1,24})[】）)]\s*`)
	korean   = lazily(`^[(\[【]([\p{Hangul}·・]{1,12})\s*=\s*([^)\]】]{1,24})[)\]】]\s*((?:[\p{Hangul}·, ]{2,30}(?:기자|특파원))?)\s*[=＝]?\s*`)
	xinhua   = lazily(`^(?:[（(【])?(\p{Han}{1,8}?(?:新闻网|新聞網|新闻社|新聞社|日报|日報|晚报|晚報|社|网|網|报|報|電|新闻|新聞))\s*(?:(\p{Han}{2,8}?))?\s*(\d{1,2}月\d{1,2}日)\s*(?:[电電讯訊])\s*(?:[（(](?:[^（）()]{0,8}?(?:记者|記者)\s*)([^（）()]{2,24})[）)])?[】）)]?\s*[:：]?\s*`)
	taiwan   = lazily(`^[（(【](\p{Han}{1,8}?(?:社|报|報|网|網|訊))?\s*(?:记者|記者)\s*(\p{Han}{2,3})\s*(\p{Han}{2,6}?)\s*(?:\d{1,2}日)?\s*(?:電|电|報導|报道)[）)】]\s*`)
	han      = lazily(`^[【（(](?:(\p{Han}{2,8}?)(?:[/／·]| ))?(\p{Han}{2,10}?)(?:讯|訊|电|電|報導|报道)[】）)]\s*`)
)

// opening finds the dateline of a paragraph.
func (p *page) opening(text string) (opening, bool) {
	o, ok := p.openingOrOther(text)
	if words().roles[bare(fold(o.outlet))] {
		o.outlet = "" // "(Enviado especial)"
	}
	if o.outlet != "" && letters(o.outlet) < 2 {
		return opening{}, false // "Indonesia (4-3-3):" is a line-up
	}
	return o, ok
}

// openingOrOther finds what has the shape of a dateline.
func (p *page) openingOrOther(text string) (opening, bool) {
	if o, ok := asian(text); ok {
		return o, true
	}
	if at := persian.FindStringSubmatch(text); at != nil {
		return opening{place: at[2], outlet: at[1], end: len(at[0]), sure: true}, true
	}
	v := words()
	limit := min(len(text), 160)
	for limit < len(text) && !utf8.RuneStart(text[limit]) {
		limit++
	}
	head := text[:limit]
	best, found := opening{}, false
	for _, at := range dash.FindAllStringIndex(head, 3) {
		end := at[1]
		start := at[0]
		if strings.HasPrefix(head[start:], ")") {
			start++
		}
		if end >= len(text) || start == 0 {
			continue
		}
		if o, ok := v.before(p, head[:start], text[end:], head[start:end]); ok {
			o.end = end
			if at := agencyNext.FindStringSubmatch(text[end:]); o.outlet == "" && at != nil && v.outletLike(at[1]) {
				o.outlet, o.end = at[1], end+len(at[0])
			}
			if at := bracketNext.FindStringSubmatch(text[end:]); o.outlet == "" && at != nil && o.place != "" && end+len(at[0]) < len(text) &&
				(v.outletLike(at[1]) || count(at[1]) <= 3 && strings.HasSuffix(strings.TrimSpace(at[0]), ":")) {
				o.outlet, o.end, o.sure = at[1], end+len(at[0]), true
			}
			if at := placeNext.FindStringSubmatch(text[end:]); o.outlet != "" && o.place == "" && at != nil && v.placeName(at[1]) && end+len(at[0]) < len(text) {
				o.place, o.end, o.sure = at[1], end+len(at[0]), true
			}
			if at := agencyNext.FindStringSubmatch(text[end:]); o.outlet == "" && len(o.spans) > 0 && at != nil && count(at[1]) <= 4 &&
				strings.HasSuffix(fold(p.out.News.Credit), fold(at[1])) {
				o.outlet, o.end = at[1], end+len(at[0])
			}
			// "(ANSA) - ROMA, 25 GIU -" has its place behind the first dash.
			if !found || best.place == "" && o.place != "" {
				best, found = o, true
			}
			if best.place != "" {
				break
			}
		}
	}
	if found {
		return p.reordered(best), true
	}
	if o, ok := p.stoppedPlace(head, text); ok {
		return o, true
	}
	return v.undashed(p, head, text)
}

// stoppedPlace finds a place that a full stop ends, or an agency between slashes.
func (p *page) stoppedPlace(head, text string) (opening, bool) {
	v := words()
	if at := german.FindStringSubmatch(head); at != nil && !v.function[fold(at[1])] && (fold(at[1]) == fold(p.place) || p.mentions(at[1]) ||
		p.language() != "de" && p.root(at[1])) && count(text[len(at[0]):]) > 3 {
		return opening{place: at[1], end: len(at[0]), sure: true}, true
	}
	if at := placeNext.FindStringSubmatch(head); at != nil && p.firstText(text) && v.placeName(at[1]) && (v.cities[fold(at[1])] != "" || p.mentions(at[1])) && count(text[len(at[0]):]) > 8 &&
		unicode.IsUpper(firstRune(text[len(at[0]):])) {
		return opening{place: at[1], end: len(at[0]), sure: true}, true
	}
	if at := slashed.FindStringSubmatch(text); at != nil && (capitals(at[1]) || at[2] != "") && v.placeName(at[1]) {
		return opening{place: at[1], outlet: at[3], end: len(at[0]), sure: true}, true
	}
	return opening{}, false
}

// before reads the words before a dash.
func (v *vocabulary) before(p *page, words, after, dashed string) (opening, bool) {
	var o opening
	words = strings.TrimFunc(words, func(r rune) bool { return unicode.IsSpace(r) || r == '.' })
	tight := !strings.ContainsFunc(dashed, unicode.IsSpace)
	if count(words) > 12 || utf8.RuneCountInString(words) > 90 || strings.ContainsAny(words, "?!\"“”«»;") {
		return o, false
	}
	rest := words
	// An outlet in brackets, before or behind the place.
	for {
		open := strings.IndexAny(rest, "(/（")
		if open < 0 {
			break
		}
		if rest[open] == '/' && open > 0 && !strings.HasSuffix(rest, "/") {
			break
		}
		closing := strings.IndexAny(rest[open+1:], ")/）")
		if closing < 0 {
			return o, false
		}
		inner := strings.Trim(rest[open:open+1+closing], "(/（ ")
		if inner == "" || count(inner) > 6 {
			return o, false
		}
		if len(v.spans(line{text: inner, view: viewOf(inner)})) == 0 {
			o.outlet = inner
			o.sure = true
		}
		after := rest[open+1+closing:]
		_, size := utf8.DecodeRuneInString(after)
		rest = strings.TrimSpace(rest[:open]) + ", " + strings.TrimSpace(after[size:])
	}
	return v.places(p, o, rest, after, tight)
}

// dotted splits "МОСКВА, 25 июня. ТАСС".
var dotted = lazily(`\s*,\s+|\s*،\s*|\.\s+|\s+[-–—]+\s*|[-–—]{2}|\s*、\s*|\s*\|\s*`)

// reordered puts outlet and place right where the outlet stands first: the text speaks of the place again.
func (p *page) reordered(o opening) opening {
	again := func(name string) bool { return strings.Count(p.folded(), fold(name)) > 1 }
	if capitals(o.place) && count(o.place) > 1 && count(o.outlet) == 1 && !capitals(o.outlet) && again(o.outlet) && !again(o.place) && words().placeName(o.outlet) && !words().outletLike(o.outlet) {
		o.place, o.outlet = o.outlet, o.place
	}
	return o
}

// places reads what is left of an opening: places, dates and outlets in a row.
func (v *vocabulary) places(p *page, o opening, rest, after string, tight bool) (opening, bool) {
	var places []string
	hadDate := false
	for i, item := range dotted.Split(rest, -1) {
		item = strings.Trim(item, ",،-–— \u00a0")
		if item == "" {
			continue
		}
		l := line{text: item, view: viewOf(item)}
		if spans := v.spans(l); len(spans) > 0 {
			left := strings.TrimSpace(l.text[:l.view.at[spans[0].from]])
			right := strings.TrimSpace(l.text[l.view.at[spans[len(spans)-1].to]:])
			hadDate = true
			o.spans = append(o.spans, spans...)
			if left != "" && !v.labels[bare(fold(left))] && !v.weekdays[bare(fold(left))] {
				if !v.placeName(left) {
					return o, false
				}
				places = append(places, left)
			}
			if right != "" && o.outlet == "" && v.placeName(right) {
				o.outlet = right
			}
			continue
		}
		switch {
		case v.weekdays[l.view.s]:
		case len(places) > 0 && dottedState.MatchString(item):
			places = append(places, strings.TrimSuffix(item, ".")+".")
		case o.outlet != "" && len(places) > 0 && v.placeName(item) && capitals(item):
			places = append(places, item)
		case v.outletName(p, item, i, places):
			if o.outlet == "" {
				o.outlet = item
			}
			o.sure = true
		case v.placeName(item):
			places = append(places, item)
		default:
			return o, false
		}
	}
	o.place = strings.Join(places, ", ")
	o.sure = o.sure || hadDate
	return v.weigh(o, places, after, tight)
}

// weigh decides whether words that could be a place are one. A dash in the middle of a sentence also has words before it.
func (v *vocabulary) weigh(o opening, places []string, after string, tight bool) (opening, bool) {
	if o.place == "" && o.outlet == "" || len(places) > 3 || v.section[fold(o.place)] {
		return o, false
	}
	next := firstRune(strings.TrimLeft(after, `"'“‘«„»( `+"\u00a0"))
	if unicode.IsLower(next) && (!o.sure || !capitals(o.place) && o.outlet == "") {
		return o, false
	}
	if o.sure {
		return o, !tight || o.outlet != "" || capitals(o.place)
	}
	if capitals(o.place) || len(places) > 1 && capitals(places[0]) {
		o.sure = true
		return o, count(o.place) <= 6
	}
	if !cased(o.place) {
		return o, count(o.place) <= 3 && len(places) <= 2
	}
	return o, !tight && count(o.place) <= 4 && len(places) <= 2
}

// undashed reads openings that end without a dash.
func (v *vocabulary) undashed(p *page, head, text string) (opening, bool) {
	if at := bracketEnd.FindStringSubmatchIndex(head); at != nil && at[1] < len(text) {
		place, inner := head[at[2]:at[3]], head[at[6]:at[7]]
		dated := at[4] >= 0 && len(v.spans(line{text: head[at[4]:at[5]], view: viewOf(head[at[4]:at[5]])})) > 0
		if (at[4] < 0 || dated) && v.placeName(place) && (capitals(place) || dated || count(place) <= 3) &&
			(v.outlet[fold(inner)] || capitals(inner) || domain.MatchString(inner) || dated) && unicode.IsUpper(firstRune(text[at[1]:])) {
			return opening{place: place, outlet: inner, end: at[1], sure: capitals(place) || dated}, true
		}
	}
	at := colonEnd.FindStringSubmatchIndex(head)
	if at == nil || at[1] >= len(text) {
		return opening{}, false
	}
	o := opening{place: head[at[2]:at[3]], end: at[1]}
	if at[6] >= 0 {
		o.outlet, o.sure = head[at[6]:at[7]], true
	}
	dated := false
	if at[4] >= 0 {
		second := head[at[4]:at[5]]
		if dated = len(v.spans(line{text: second, view: viewOf(second)})) > 0; !dated {
			if !v.outletName(p, second, 1, []string{o.place}) {
				return opening{}, false
			}
			o.outlet, o.sure = second, true
		}
	}
	o.sure = o.sure || dated
	hindi := unicode.Is(unicode.Devanagari, firstRune(o.place))
	o = p.reordered(o)
	if at[4] < 0 && at[6] < 0 && cased(o.place) && count(o.place) <= 2 && v.placeName(o.place) && p.mentions(o.place) && unicode.IsUpper(firstRune(text[at[1]:])) && stops(text) {
		o.sure = true // "Malinau: The airfield in Malinau"
	}
	short := o.sure || hindi && count(o.place) <= 2 || capitals(o.place) && count(o.place) <= 3
	return o, short && v.placeName(o.place)
}
