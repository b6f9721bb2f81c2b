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
	return settled(merged), conflicts
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

// settled keeps one content: an article that had a text and has markup now would otherwise have both, or, where the
// operator took out a member that an article cannot be without, none.
func settled(m members) members {
	_, html := m.values["content_html"]
	_, text := m.values["content_text"]
	if html && text {
		m.remove("content_text")
	}
	return m
}
