package checker

import (
	"fmt"
	"time"
)

// firstPrinted is the year before which nothing was printed from movable type in Europe. What is older was a manuscript,
// and has no hour of publication.
const firstPrinted = 1440

// patience is how far a date may be ahead: clocks go wrong, and somewhere it is tomorrow already.
const patience = 24 * time.Hour

// checkDates reports dates that cannot be.
func (i item) checkDates() {
	if i.Published.IsZero() {
		i.found(DateMissing, "", "there is no date", "write date_published as 2024-06-25T10:01:00+07:00", "date_published")
	}
	for field, t := range map[string]time.Time{"date_published": i.Published, "date_modified": i.Modified} {
		switch {
		case t.IsZero():
		case t.Year() < firstPrinted:
			i.found(DateOld, "", fmt.Sprintf("the year is %d", t.Year()), "correct it", field)
		case !i.options.Now.IsZero() && t.After(i.options.Now.Add(patience)):
			i.found(DateFuture, "", "the date is in the future: "+t.Format(time.RFC3339), "correct it, or wait with the file", field)
		}
	}
	if !i.Modified.IsZero() && i.Modified.Before(i.Published) {
		i.found(ModifiedFirst, "", "the article is changed before it is published: "+i.Modified.Format(time.RFC3339)+" is before "+i.Published.Format(time.RFC3339),
			"correct one of the two", "date_modified")
	}
}
