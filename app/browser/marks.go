package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/lontar-reader/lontar/app/reading"
)

// The database of the reader's marks. It holds nothing else, so that nothing
// that is done to articles can touch it.
const (
	marksDatabase = "lontar-marks"
	marksVersion  = 1
	marksTable    = "marks"
)

// Marks keeps the reader's marks in IndexedDB, a record an article, so that two
// tabs never overwrite each other's.
type Marks struct {
	mu       sync.Mutex
	database app.Value
	saved    map[string]bool
}

// open opens the database once. Another tab that wants a newer version of it
// gets it: this one lets go and opens again when needed.
func (m *Marks) open(ctx context.Context) (app.Value, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.database != nil {
		return m.database, nil
	}
	opening, err := attempt(func() app.Value {
		return global("indexedDB").Call("open", marksDatabase, marksVersion)
	})
	if err != nil {
		return nil, err
	}
	upgrade := app.FuncOf(func(app.Value, []app.Value) any {
		opening.Get("result").Call("createObjectStore", marksTable, map[string]any{"keyPath": "slug"})
		return nil
	})
	defer upgrade.Release()
	opening.Set("onupgradeneeded", upgrade)
	// A database that never answers must not leave a page waiting for ever.
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	database, err := await(ctx, promiseOf(opening))
	if err != nil {
		return nil, err
	}
	m.database = database
	letGo := app.FuncOf(func(app.Value, []app.Value) any {
		m.mu.Lock()
		defer m.mu.Unlock()
		database.Call("close")
		m.database = nil
		return nil
	})
	database.Set("onversionchange", letGo)
	database.Set("onclose", letGo)
	return database, nil
}

// promiseOf makes a promise of an IndexedDB request or transaction; the boot
// script has the three lines of JavaScript that it takes.
func promiseOf(request app.Value) app.Value {
	return app.Window().Get("lontar").Call("settled", request)
}

// All returns every mark, the latest first.
func (m *Marks) All(ctx context.Context) ([]reading.Mark, error) {
	database, err := m.open(ctx)
	if err != nil {
		return nil, fmt.Errorf("browser: opening the marks: %w", err)
	}
	records, err := attempt(func() app.Value {
		return promiseOf(database.Call("transaction", marksTable).Call("objectStore", marksTable).Call("getAll"))
	})
	if err != nil {
		return nil, fmt.Errorf("browser: reading the marks: %w", err)
	}
	if records, err = await(ctx, records); err != nil {
		return nil, fmt.Errorf("browser: reading the marks: %w", err)
	}
	var marks []reading.Mark
	for i := range records.Length() {
		if mark, err := markOf(records.Index(i)); err == nil {
			marks = append(marks, mark)
		}
	}
	slices.SortFunc(marks, func(a, b reading.Mark) int { return b.At.Compare(a.At) })
	m.remember(marks)
	return marks, nil
}

// Put merges a mark with the one that is kept, in one transaction.
func (m *Marks) Put(ctx context.Context, mark reading.Mark) error {
	database, err := m.open(ctx)
	if err != nil {
		return fmt.Errorf("browser: opening the marks: %w", err)
	}
	transaction, err := attempt(func() app.Value {
		return database.Call("transaction", marksTable, "readwrite", map[string]any{"durability": "strict"})
	})
	if err != nil {
		return fmt.Errorf("browser: keeping a mark: %w", err)
	}
	table := transaction.Call("objectStore", marksTable)
	getting := table.Call("get", mark.Slug)
	merge := app.FuncOf(func(app.Value, []app.Value) any {
		// Within the request's own event, while the transaction is alive.
		if kept, err := markOf(getting.Get("result")); err == nil {
			mark = reading.Merge(kept, mark)
		}
		table.Call("put", recordOf(mark))
		return nil
	})
	defer merge.Release()
	getting.Set("onsuccess", merge)
	if _, err := await(ctx, promiseOf(transaction)); err != nil {
		if Full(err) {
			return errors.New("this device has no room left to keep the mark")
		}
		return fmt.Errorf("browser: keeping a mark: %w", err)
	}
	m.remember([]reading.Mark{mark})
	return nil
}

// Kept reports whether the reader saved an article, as far as is known without
// asking the database.
func (m *Marks) Kept(slug string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.saved[slug]
}

func (m *Marks) remember(marks []reading.Mark) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.saved == nil {
		m.saved = map[string]bool{}
	}
	for _, mark := range marks {
		m.saved[mark.Slug] = mark.Saved
	}
}

// markOf reads a record. Records travel as JSON, which both sides agree on.
func markOf(record app.Value) (reading.Mark, error) {
	var mark reading.Mark
	if !record.Truthy() {
		return mark, errors.New("no record")
	}
	err := json.Unmarshal([]byte(app.Window().Get("JSON").Call("stringify", record).String()), &mark)
	return mark, err
}

func recordOf(mark reading.Mark) map[string]any {
	return map[string]any{
		"slug":  mark.Slug,
		"saved": mark.Saved,
		"at":    mark.At.UTC().Format(time.RFC3339Nano),
	}
}
