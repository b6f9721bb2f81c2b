package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// caption is what stands below a picture.
type caption struct {
	text, credit string
	// sure says that the line can be nothing else.
	sure bool
	// bare says that nothing but capitals tells the credit from the text.
	bare bool
}

var (
	// bracketed is a text with a bracket at its end.
	bracketed = lazily(`^(.*?)\s*[(\[（【]([^()\[\]（）【】]{2,100})[)\]）】][.。]?$`)
	// copyright is a text with a mark of copyright in its last part.
	copyright = lazily(`^(.*?)[\s|/–—-]*(?:©|\(c\)|\(C\)|ⓒ)\s*(.{2,80})$`)
	// alone is a credit that has no label but the word that it begins with.
	alone = lazily(`^(?i:dok|dok\.|dokumentasi|doc\.|istimewa|courtesy of|courtesy|cortesía|cortesia|gentileza|handout|archiv|archivo|arquivo|arsip)[ /:]\s?\p{Lu}`)
	// keeps are words of a credit that are a part of it.
	keeps = lazily(`^(?i:dok\b|dokumentasi|istimewa|arsip|divulga|reprodu|cortes|gentileza|archiv|arquivo|courtesy)`)
	// initials are those of writers, in small letters, never a credit.
	initials = lazily(`^\p{Ll}{2,4}(?:[/-]\p{Ll}{2,4})*$`)
	// usage are notes of licences behind a credit.
	usage = lazily(`(?i)[\s/,.|]*(?:\bfile photo\b|\bfile\b$|purchase licensing rights.*|acquire licensing rights.*|opens new tab|\ball rights reserved\b)[\s.,]*`)
	// nameEnd is a photographer and an agency with a slash between them, behind a sentence.
	nameEnd = lazily(`^(.*[.!?»”"])\s+(\p{Lu}[\pL.'’ -]{2,40}\s?/\s?\p{Lu}[\pL .]{1,30})$`)
	// slashEnd is whatever stands behind a sentence and a slash.
	slashEnd = lazily(`^(.*?\PN[.!?。])\s*/\s?([^.!?。]{2,50})$`)
	// onTheDay ends Japanese captions: on the 24th, in the prefecture.
	onTheDay = lazily(`（[^（）]{0,8}\d{1,2}日、[^（）]{1,20}で）$`)
	// takenBy is a credit behind a Chinese or Japanese sentence.
	takenBy = lazily(`^(.*[。！？])\s*([^。]{2,24}(?:摄|攝|摄影|攝影|提供|撮影|翻攝|资料图|資料照))[。]?$`)
	// dashPhoto is "What is seen. --fotoAGENCY".
	dashPhoto = lazily(`^(.*?)\s*[-–—]{1,2}\s*(?i:foto|photo|gambar)\s?(\p{Lu}[\pL /]{1,40})$`)
	// altText is a picture's alternative text with the agency, a year and a date behind it.
	altText = lazily(`^(.*\S) - [^,]{3,40}, \d{4}, \d\d\.\d\d\.\d{4}$`)
	// agencyEnd is a credit in capitals before a slash, as agencies set it behind a sentence.
	agencyEnd = lazily(`^(.*[.!?”"])\s+(\p{Lu}[\p{Lu}\d ]{1,20}/\s?[\p{Lu}][^.!?]{2,60}(?:/\p{Ll}{2,5}\.?)?)$`)
	// dashAgency is "What is seen - Name/Agency".
	dashAgency = lazily(`^(.{12,}?)\s+[-–—]\s+(\p{Lu}[\pL .'’-]{2,40}\s?/\s?\p{Lu}?[\pL .]{2,30})$`)
	// capitalEnd is a photographer in capitals behind a sentence, and perhaps for whom.
	capitalEnd = lazily(`^(.*[.!?”"»)])\s+(\p{Lu}[\p{Lu}.'’-]+(?: \p{Lu}[\p{Lu}.'’-]*){1,3}(?: (?:POUR|PER|FOR|FÜR|PARA|VOOR|PENTRU) ?[«"“]?[\s\x{a0}]?\p{Lu}[\p{Lu} .'’]+[\s\x{a0}]?[»"”]?)?)$`)
	// slashName is "What is seen. / NAME".
	slashName = lazily(`^(.{12,}?)\s+/\s+(\p{Lu}[\p{Lu} .'’-]{2,40})$`)
	// takenOn is "What is seen=24th, in the port, taken by".
	takenOn = lazily(`^(.{5,}?)\s?[=＝]\s?((?:[^、]{1,12}、){0,3}[^、。]{2,16}(?:撮影|提供|写す))$`)
	// store is a store of pictures before what one of them shows.
	store = lazily(`^(Getty Images|PA Media|Alamy|Shutterstock|AFP via Getty Images|Reuters|EPA)\s+(\p{Lu}[^/]{20,200})$`)
)

// caption reads a line as the caption of a picture, as its credit or as both.
func (v *vocabulary) caption(l line) (caption, bool) {
	if n := utf8.RuneCountInString(l.text); n > 600 || n < 3 {
		return caption{}, false
	}
	if c, ok := v.photoLabel(l); ok {
		return c, true
	}
	clean := strings.TrimSpace(usage.ReplaceAllString(l.text, " "))
	if at := bracketed.FindStringSubmatch(clean); at != nil {
		if credit, sure, ok := v.creditIn(at[2]); ok {
			return caption{strings.TrimLeft(at[1], "▲△▼↑ "), credit, sure, false}, true
		}
	}
	if at := copyright.FindStringSubmatch(clean); at != nil && v.rights.match(fold(at[2])) == 0 && count(at[2]) <= 8 && at[1] != "" &&
		!strings.ContainsAny(at[2], "0123456789") {
		return caption{at[1], v.credit1(at[2]), true, false}, true
	}
	if onTheDay.MatchString(clean) {
		return caption{clean, "", true, false}, true
	}
	if text, credit, found := strings.Cut(clean, " | "); found && count(text) > 3 && count(credit) <= 6 &&
		(strings.Contains(credit, "/") || capitals(credit) || v.hasCredit(fold(credit)) || v.person(credit) && stops(text)) {
		return caption{text, v.credit1(credit), true, false}, true
	}
	for _, shape := range []expression{agencyEnd, nameEnd, slashName, slashEnd, takenBy, takenOn, dashAgency, dashPhoto} {
		if at := shape.FindStringSubmatch(clean); at != nil {
			return caption{at[1], v.credit1(at[2]), true, false}, true
		}
	}
	if at := capitalEnd.FindStringSubmatch(clean); at != nil {
		return caption{text: at[1], credit: v.credit1(at[2]), bare: true}, true
	}
	if at := alone.FindStringSubmatch(clean); at != nil && count(clean) <= 8 && !ends(clean) {
		return caption{"", clean, true, false}, true
	}
	if at := store.FindStringSubmatch(clean); at != nil && !stops(clean) {
		return caption{at[2], at[1], true, false}, true
	}
	if at := altText.FindStringSubmatch(clean); at != nil {
		return caption{at[1], "", true, false}, true
	}
	if c, ok := v.innerLabel(clean); ok {
		return c, true
	}
	if count(l.text) <= 4 && !ends(l.text) && (v.credit[bare(l.view.s)] || v.stock(l.view.s)) {
		return caption{"", l.text, true, false}, true
	}
	if clean != l.text && count(clean) > 3 {
		return caption{clean, "", true, false}, true
	}
	return caption{}, false
}

// photoLabel reads a line that opens with a word such as "Foto:".
func (v *vocabulary) photoLabel(l line) (caption, bool) {
	text := strings.TrimLeft(l.text, "▲△▼↑📷📸 [【(（")
	view := viewOf(text)
	n := v.photo.prefix(view.s)
	if n == 0 && strings.HasPrefix(text, "©") && count(text) <= 10 && v.rights.match(fold(strings.TrimLeft(text, "© "))) == 0 &&
		!strings.ContainsAny(text, "0123456789") {
		return caption{"", strings.TrimSpace(strings.TrimLeft(text, "©")), true, false}, true
	}
	if n == 0 || !labelEnd(view.s, n) || bare(view.s[n:]) == "" {
		return caption{}, false
	}
	opened := text != l.text && strings.ContainsRune("[【(（", firstRune(strings.TrimLeft(l.text, "▲△▼↑📷📸 ")))
	rest := strings.TrimLeft(text[view.at[n]:], ":：,/｜|＝= \u00a0●・.")
	if opened {
		rest = strings.TrimRight(rest, "]】)）")
	}
	if at := bracketed.FindStringSubmatch(rest); at != nil && at[1] != "" && !opened {
		if credit, _, ok := v.creditIn(at[2]); ok {
			return caption{at[1], credit, true, false}, true
		}
	}
	if c, ok := v.innerLabel(rest); ok {
		return c, true
	}
	if stops(rest) && count(rest) > 4 || count(rest) > 3 && !strings.Contains(rest, "/") && !v.person(rest) && !v.outletLike(rest) &&
		!v.hasCredit(fold(rest)) && (count(rest) > 6 || !cased(rest)) {
		return caption{rest, "", true, false}, true
	}
	return caption{"", v.credit1(rest), true, false}, true
}

// innerLabel splits "What is seen. Foto: Somebody".
func (v *vocabulary) innerLabel(text string) (caption, bool) {
	view := viewOf(text)
	for from := 0; ; {
		i := strings.IndexAny(view.s[from:], ":/=|")
		colon := strings.IndexAny(view.s[from:], ":/＝=：")
		if colon < 0 || i < 0 {
			break
		}
		end := from + colon
		before := strings.TrimRight(view.s[:end], " ")
		for _, label := range v.photo {
			start := len(before) - len(label)
			if start <= 0 || !strings.HasSuffix(before, label) || !boundary(before, start) && !hump(text, view, start) {
				continue
			}
			head := strings.TrimRight(text[:view.at[start]], " \u00a0|-–—(（[/,")
			credit := strings.TrimSpace(strings.TrimLeft(text[view.at[end]:], ":：/＝= \u00a0"))
			credit = strings.TrimRight(credit, ")）]")
			if count(credit) <= 9 && count(head) >= 2 && letters(credit) > 0 && (!stops(credit) || count(credit) <= 4) {
				return caption{head, v.credit1(credit), true, false}, true
			}
		}
		from = end + 1
	}
	if head, credit, found := strings.Cut(text, "＝"); found && count(head) > 3 && count(credit) <= 8 && letters(credit) > 0 {
		if strings.HasSuffix(credit, "で") || strings.HasSuffix(credit, "にて") {
			return caption{text, "", true, false}, true // where it was taken
		}
		if r := bracketed.FindStringSubmatch(credit); r == nil {
			return caption{head, v.credit1(credit), true, false}, true
		}
	}
	return caption{}, false
}

// hump says whether a capital stands behind a small letter: copied pages glue what stood in two boxes.
func hump(text string, v view, at int) bool {
	return unicode.IsUpper(firstRune(text[v.at[at]:])) && (unicode.IsLower(lastRune(text[:v.at[at]])) || unicode.IsPunct(lastRune(text[:v.at[at]])))
}

// creditIn reads what stands in brackets at the end of a line as a credit. It is sure when nothing else looks so.
func (v *vocabulary) creditIn(inner string) (credit string, sure, ok bool) {
	inner = strings.TrimSpace(inner)
	folded := fold(inner)
	if v.zones[bare(fold(strings.TrimRight(inner, "0123456789+-: ")))] || initials.MatchString(inner) && !v.credit[folded] || !strings.ContainsFunc(inner, unicode.IsLetter) || len(v.spans(line{text: inner, view: viewOf(inner)})) > 0 &&
		!strings.Contains(inner, "/") {
		return "", false, false
	}
	if keeps.MatchString(inner) && count(inner) <= 10 {
		return inner, true, true
	}
	if n := v.photo.prefix(folded); n > 0 && (labelEnd(folded, n) || n < len(folded)) {
		rest := strings.TrimLeft(inner[viewOf(inner).at[n]:], ":：/｜|＝= \u00a0.")
		if labelEnd(folded, n) && rest != "" {
			return v.credit1(rest), true, true
		}
		return v.credit1(inner), true, true
	}
	for _, end := range []string{"摄", "攝", "撮影", "攝影", "摄影", "提供", "翻攝", "촬영", "제공"} {
		if strings.HasSuffix(inner, end) {
			return inner, true, true
		}
	}
	if strings.HasPrefix(inner, "©") {
		return v.credit1(inner), true, true
	}
	if v.credit[bare(folded)] || v.hasCredit(folded) {
		return v.credit1(inner), true, true
	}
	if strings.Contains(inner, "/") && count(inner) <= 10 && (unicode.IsUpper(firstRune(inner)) || !cased(inner)) {
		return v.credit1(inner), true, true
	}
	if count(inner) <= 6 && (v.person(inner) || v.outletLike(inner) || capitals(inner) && count(inner) <= 3 || !cased(inner) && count(inner) <= 2) {
		return inner, false, true
	}
	return "", false, false
}

// hasCredit says whether one of the words of a folded text is an agency or a store of pictures.
func (v *vocabulary) hasCredit(folded string) bool {
	for word := range strings.FieldsFuncSeq(folded, func(r rune) bool { return !wordRune(r) && r != '.' }) {
		if v.credit[word] {
			return true
		}
	}
	return false
}

// credit1 cleans a credit of a label, a mark and notes.
func (v *vocabulary) credit1(text string) string {
	text = strings.TrimSpace(usage.ReplaceAllString(text, " "))
	text = strings.TrimSpace(strings.TrimLeft(text, "©ⓒ "))
	if keeps.MatchString(text) {
		return strings.Trim(text, " ,;|")
	}
	view := viewOf(text)
	if n := v.photo.prefix(view.s); n > 0 && n < len(view.s) && strings.ContainsRune(":/=＝,", firstRune(strings.TrimLeft(view.s[n:], " "))) {
		text = strings.TrimLeft(text[view.at[n]:], ":：/=＝, \u00a0")
	}
	if n := v.photo.prefix(view.s); n > 0 && n < len(view.s) && view.s[n] == ' ' {
		if rest := strings.TrimSpace(text[view.at[n]:]); v.person(rest) || v.single(rest) || strings.Contains(rest, "/") && unicode.IsUpper(firstRune(rest)) {
			text = rest
		}
	}
	return strings.Trim(text, " ,;|")
}

// stock says whether a folded line opens with a store of pictures.
func (v *vocabulary) stock(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return len(first) > 4 && v.credit[first]
}

// bracketLabel reads a line that ends with a bracket such as "(Foto: Somebody)".
func (v *vocabulary) bracketLabel(l line) (caption, bool) {
	if cells(l.text) > 260 {
		return caption{}, false
	}
	at := bracketed.FindStringSubmatch(l.text)
	if at == nil || at[1] == "" {
		return caption{}, false
	}
	inner := fold(at[2])
	if n := v.photo.prefix(inner); n == 0 || n == len(inner) || !labelEnd(inner, n) {
		return caption{}, false
	}
	credit, _, ok := v.creditIn(at[2])
	return caption{at[1], credit, true, false}, ok
}
