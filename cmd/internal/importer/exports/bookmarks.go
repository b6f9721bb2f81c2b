package exports

import (
	"strings"

	"golang.org/x/net/html"
)

// maxFolders is how deep folders may lie in one another; deeper ones have the tags of those above.
const maxFolders = 64

// bookmarks reads the file that every browser writes, in the format of Netscape: <DT><H3> names a folder, the <DL> after it
// holds what is in the folder, <DT><A> is a bookmark, <DD> describes what came before it. Nothing needs to be closed.
func (r *reader) bookmarks() error {
	var (
		folders []string // of the open <DL>s; "" for one that is no tag
		pending string   // the folder whose <DL> comes next
		last    *link    // waits for its <DD>
	)
	flush := func() error {
		if last == nil {
			return nil
		}
		l := last
		last = nil
		return r.sendLink(l, r.src.Name)
	}
	p := newPage(decode(r.src.Data))
	defer r.pageEnd(p, r.src.Name)
	for p.next() {
		var err error
		switch {
		case p.kind == html.StartTagToken && p.token.Data == "h3":
			err = flush()
			private := isContainer(p)
			if pending = strings.Join(strings.Fields(p.text("h3")), " "); private {
				pending = ""
			}
		case p.kind == html.StartTagToken && p.token.Data == "dl":
			err = flush()
			if len(folders) < maxFolders {
				folders = append(folders, pending)
			}
			pending = ""
		case p.kind == html.EndTagToken && p.token.Data == "dl":
			err = flush()
			if len(folders) > 0 {
				folders = folders[:len(folders)-1]
			}
		case p.kind == html.StartTagToken && p.token.Data == "a":
			err = flush()
			last = p.link()
			last.tags = append(append([]string{}, folders...), last.tags...)
		case p.kind == html.StartTagToken && p.token.Data == "dd" && last != nil:
			last.summary = p.text("dd")
		}
		if err != nil {
			return err
		}
	}
	return flush()
}

// isContainer says whether a folder is one of the browser's own, such as its toolbar: where a bookmark was kept says
// nothing about the page.
func isContainer(p *page) bool {
	for _, name := range []string{"personal_toolbar_folder", "unfiled_bookmarks_folder"} {
		if strings.EqualFold(p.attr(name), "true") {
			return true
		}
	}
	return strings.HasPrefix(p.attr("id"), "com.apple.") // Safari's reading list
}
