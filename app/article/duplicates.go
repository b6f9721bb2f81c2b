package article

import "fmt"

// Located is an article together with the file it came from.
type Located struct {
	File    string
	Article Article
}

// Duplicates gives a fault for every article whose id or slug an earlier one has
// already. Each fault names both files.
func Duplicates(articles []Located) []Fault {
	_, faults := Distinct(articles)
	return faults
}

// Distinct keeps, of articles with one id or one slug, the first, and gives the
// faults of Duplicates for the others. An article that is left out claims
// nothing: a third is not compared with it.
func Distinct(articles []Located) (kept []Located, faults []Fault) {
	ids := make(map[string]string, len(articles))
	slugs := make(map[string]string, len(articles))
	for _, l := range articles {
		a := l.Article
		if file, taken := slugs[a.Slug]; taken {
			faults = append(faults, duplicate(l, file, "slug", a.Slug, "rename one of the files"))
			continue
		}
		if file, taken := ids[a.ID]; taken {
			faults = append(faults, duplicate(l, file, "id", a.ID, "give each article an id of its own, or remove one"))
			continue
		}
		ids[a.ID], slugs[a.Slug] = l.File, l.File
		kept = append(kept, l)
	}
	return kept, faults
}

// duplicate is the fault of an article that comes after another in file first.
func duplicate(l Located, first, field, value, remedy string) Fault {
	where := first
	if first == l.File {
		where = "another item of " + first
	}
	return Fault{
		File: l.File, Field: field,
		Reason: fmt.Sprintf("%q of the article %q in %s is also that of %s, which is the one shown", value, l.Article.Title, l.File, where),
		Remedy: remedy,
	}
}
