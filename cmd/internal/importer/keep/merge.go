package keep

// merge joins the file as it is with what was imported now. The base, what was imported last, tells who has changed a
// member: where only the source has, the source's word is taken; where only the operator has, the operator's; where both
// have, the operator's stands, and the member is named as a conflict. Without a base the whole file is the operator's. Members
// that no import ever wrote are always kept.
func merge(current, next members, base *record, force bool) (merged members, conflicts []string) {
	if base == nil && !force {
		return untouched(current, next)
	}
	for _, name := range next.names {
		value := next.values[name]
		have, has := current.values[name]
		switch {
		case !has && base != nil && base.Members[name] != "" && !force:
			// The operator has taken it out.
			if base.Members[name] != hash(value) {
				conflicts = append(conflicts, name)
			}
			continue
		case !has || hash(have) == hash(value) || base.unedited(name, hash(have)) || force:
			merged.put(name, value)
			continue
		case base.Members[name] != hash(value):
			conflicts = append(conflicts, name)
		}
		merged.put(name, have)
	}
	for _, name := range current.names {
		if _, taken := next.values[name]; taken {
			continue
		}
		have := current.values[name]
		if base != nil && base.Members[name] != "" && (base.unedited(name, hash(have)) || force) {
			continue // the source has taken it out
		}
		merged.put(name, have)
	}
	if theirs := settle(&merged, current, next, force); theirs != "" {
		conflicts = append(conflicts, theirs)
	}
	if !force {
		sizes(&merged, current, next)
	}
	return merged, conflicts
}

// untouched leaves a file that no import has made as it is, and names what an import would have changed.
func untouched(current, next members) (members, []string) {
	var conflicts []string
	for _, name := range next.names {
		if have, has := current.values[name]; !has || hash(have) != hash(next.values[name]) {
			conflicts = append(conflicts, name)
		}
	}
	return current, conflicts
}

// settle keeps one content: an article that had a text and has markup now would otherwise have both. What an operator
// has made of the one that was here stands, and the other is named as a conflict.
func settle(merged *members, current, next members, force bool) (conflict string) {
	for _, pair := range [][2]string{{"content_html", "content_text"}, {"content_text", "content_html"}} {
		theirs, ours := pair[0], pair[1]
		if !next.has(theirs) || current.has(theirs) || !merged.has(theirs) || !merged.has(ours) {
			continue
		}
		if force {
			merged.remove(ours)
			return ""
		}
		merged.remove(theirs)
		return theirs
	}
	return ""
}

// sizes lets those of a picture go with it: where the operator's picture stays, the browser must not choose from those of
// the source's.
func sizes(merged *members, current, next members) {
	const picture, srcset = "image", own + ".srcset"
	if hash(merged.values[picture]) == hash(next.values[picture]) {
		return
	}
	if have, has := current.values[srcset]; has {
		merged.put(srcset, have)
	} else {
		merged.remove(srcset)
	}
}
