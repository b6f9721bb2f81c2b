package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/checker"
	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
)

// create is the command that writes an article file to fill in.
type create struct {
	Name     string   `arg:"" optional:"" name:"slug or title" help:"The article's title, or its slug: the name of its file and the end of its address."`
	Into     string   `help:"Folder that holds articles/ and media/. What is missing of it is made." default:"content" env:"LONTAR_CONTENT" placeholder:"DIR"`
	Title    string   `help:"Title of the article."`
	Language string   `help:"Language of the article as a BCP 47 tag, such as id or en-GB. Without it that of this machine is taken." placeholder:"TAG"`
	Author   []string `help:"Who writes the article. It may be given more than once." env:"LONTAR_AUTHOR" placeholder:"NAME" sep:"none"`
}

// Validate finds what cannot work whatever the machine is like. Kong calls it and takes its error for misuse.
func (c *create) Validate() error {
	if strings.TrimSpace(c.Name) == "" && strings.TrimSpace(c.Title) == "" {
		return errors.New(`name the article: lontar new "The first rain"`)
	}
	if strings.TrimSpace(c.Into) == "" || strings.Contains(c.Into, "://") {
		return fmt.Errorf("--into %q is no folder on this machine", c.Into)
	}
	if c.Language != "" && lang.Canonical(c.Language) == "" {
		return fmt.Errorf("--language %q is not a language tag, such as id, en-GB or zh-Hant", c.Language)
	}
	return nil
}

// started is an article file in the order in which its members are written.
type started struct {
	Schema    string   `json:"$schema"`
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Language  string   `json:"language"`
	Published string   `json:"date_published"`
	Authors   []person `json:"authors,omitempty"`
	Tags      []string `json:"tags"`
	Summary   string   `json:"summary"`
	Content   string   `json:"content_html"`
}

// person is an author who has nothing but a name.
type person struct {
	Name string `json:"name"`
}

// Run writes the file and prints its path.
func (c *create) Run(around surroundings) error {
	slug, title := c.names()
	file := filepath.Join(c.Into, "articles", slug+".json")
	var text bytes.Buffer
	if err := printJSON(&text, c.start(title)); err != nil {
		return fmt.Errorf("the article cannot be written: %w", err)
	}
	for _, folder := range []string{"articles", "media"} {
		if err := os.MkdirAll(filepath.Join(c.Into, folder), 0o755); err != nil {
			return fmt.Errorf("the folder %s cannot be made: %w", filepath.Join(c.Into, folder), err)
		}
	}
	if err := write(file, text.Bytes()); err != nil {
		return err
	}
	_, err := fmt.Fprintln(around.stdout, file)
	return err
}

// names gives the slug and the title. What can be a slug is one; a title is made of it when none is given.
func (c *create) names() (slug, title string) {
	name := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(c.Name), ".json"))
	title = strings.TrimSpace(c.Title)
	switch {
	case name == "":
		return slugFor(title), title
	case article.ValidSlug(name):
		if title == "" {
			words := strings.NewReplacer("-", " ", "_", " ").Replace(name)
			first, size := utf8.DecodeRuneInString(words)
			title = string(unicode.ToUpper(first)) + words[size:]
		}
		return name, title
	case title == "":
		title = name
	}
	return slugFor(name), title
}

// start fills in what can be known before anything is written.
func (c *create) start(title string) started {
	s := started{
		Schema: "/content/schema.json", ID: "urn:uuid:" + uuid.NewString(), Title: title,
		Language: c.language(), Published: time.Now().Format(time.RFC3339), Tags: []string{},
		Summary: checker.Unwritten, Content: "<p>" + checker.Unwritten + "</p>",
	}
	for _, name := range c.Author {
		if name = strings.TrimSpace(name); name != "" {
			s.Authors = append(s.Authors, person{name})
		}
	}
	return s
}

// language is the one that was named, else that of the machine (POSIX, 8.2: the first variable that is set counts), else
// English, which the placeholders are in.
func (c *create) language() string {
	if c.Language != "" {
		return lang.Canonical(c.Language)
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := os.Getenv(name); locale != "" {
			if tag := lang.Canonical(locale); tag != "" && locale != "POSIX" && locale[0] != 'C' {
				return tag
			}
			break
		}
	}
	return "en"
}

// write makes a file that was not there, and leaves one alone that was.
func write(file string, text []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("there is a file %s already, and it is left as it is. Choose another name, or edit that file", file)
	}
	if err != nil {
		return fmt.Errorf("the article cannot be written: %w", err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("the article cannot be written: %w", errors.Join(err, os.Remove(file)))
	}
	return nil
}

// slugFor is the slug of a title, by the one rule that import has, too. A title without a letter or digit has none, and
// gets the word for what it is.
func slugFor(title string) string { return cmp.Or(keep.Slug(title), article.SuggestSlug(title)) }
