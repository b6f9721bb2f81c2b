// Package lang finds out which language a text is in.
package lang

// Detect gives the BCP 47 tag of the language that a plain text is most likely in, or "" where that is not clear.
func Detect(text string) string {
	return ""
}
