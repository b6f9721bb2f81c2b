package importtest

import (
	"strconv"
	"strings"
)

// Pocket is the export of that service: addresses, without texts.
func (p Piece) Pocket(base string) []byte {
	return []byte("title,url,time_added,tags,status\n" + `"` + p.Title + `",` + p.URL(base) + "," + strconv.FormatInt(p.Published.Unix(), 10) + ",news|town,unread\n")
}

// Instapaper is the export of that service.
func (p Piece) Instapaper(base string) []byte {
	return []byte("URL,Title,Selection,Folder,Timestamp\n" + p.URL(base) + `,"` + p.Title + `",,Unread,` + strconv.FormatInt(p.Published.Unix(), 10) + "\n")
}

// Wallabag is the export of that program, with the text.
func (p Piece) Wallabag(base string) []byte {
	return marshal([]any{map[string]any{
		"id": 1, "is_archived": 0, "is_starred": 1, "tags": []string{"news"}, "title": p.Title, "url": p.URL(base), "content": p.body(),
		"created_at": "2026-01-02T03:04:05+00:00", "updated_at": "2026-01-02T03:04:05+00:00", "published_at": p.rfc3339(),
		"published_by": []string{p.Author}, "language": p.Language, "mimetype": "text/html", "reading_time": 3, "domain_name": "example.org",
		"annotations": []any{},
	}})
}

// Karakeep is the export of that program: addresses, without texts.
func (p Piece) Karakeep(base string) []byte {
	return marshal(map[string]any{"bookmarks": []any{map[string]any{
		"createdAt": p.Published.Unix(), "title": p.Title, "tags": []string{"news"}, "note": nil,
		"content": map[string]any{"type": "link", "url": p.URL(base)},
	}}})
}

// Linkwarden is the export of that program: addresses, without texts.
func (p Piece) Linkwarden(base string) []byte {
	return marshal(map[string]any{
		"id": 1, "name": "Reader", "collections": []any{map[string]any{
			"id": 1, "name": "Unorganized", "description": "", "color": "#0ea5e9", "isPublic": false, "ownerId": 1, "parentId": nil,
			"links": []any{map[string]any{
				"id": 1, "name": p.Title, "type": "url", "description": "", "url": p.URL(base), "collectionId": 1, "textContent": nil,
				"tags": []any{map[string]any{"id": 1, "name": "news", "ownerId": 1}},
			}},
		}},
	})
}

// Bookmarks is what browsers export: addresses, without texts.
func (p Piece) Bookmarks(base string) []byte {
	return []byte(`<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1700000000">News</H3>
    <DL><p>
        <DT><A HREF="` + p.URL(base) + `" ADD_DATE="1700000000" TAGS="town">` + escape(p.Title) + `</A>
    </DL><p>
</DL><p>
`)
}

// List is a plain list of addresses.
func (p Piece) List(base string) []byte {
	return []byte(strings.Join([]string{"# To read", p.URL(base), ""}, "\n"))
}
