// Package browser is the only room that touches the browser: fetch, Cache
// Storage, IndexedDB, localStorage, history, the service worker. It implements
// what the library and the pages ask for. It goes through go-app's app.Value,
// which builds natively as inert stubs, so the package needs no build tags; its
// behaviour is tested in a real browser, in cmd/internal/e2e.
package browser

import (
	"context"
	"errors"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// ErrRefused means that the browser would not do something: the wrapped text
// is its own.
var ErrRefused = errors.New("the browser refused")

// await blocks the goroutine until a promise settles or ctx is done. It must
// not be called on the goroutine of a JavaScript callback, for that one blocks
// the page.
func await(ctx context.Context, promise app.Value) (app.Value, error) {
	type settled struct {
		value app.Value
		err   error
	}
	// One of the two functions is called, once; with room for its word it
	// never blocks, even where nobody waits any more.
	done := make(chan settled, 1)
	var resolve, reject app.Func
	release := func() {
		resolve.Release()
		reject.Release()
	}
	resolve = app.FuncOf(func(_ app.Value, args []app.Value) any {
		done <- settled{value: first(args)}
		release()
		return nil
	})
	reject = app.FuncOf(func(_ app.Value, args []app.Value) any {
		done <- settled{err: refusal(first(args))}
		release()
		return nil
	})
	promise.Call("then", resolve, reject)

	select {
	case s := <-done:
		return s.value, s.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func first(args []app.Value) app.Value {
	if len(args) == 0 {
		return app.Undefined()
	}
	return args[0]
}

// refusal turns what a promise was rejected with into an error.
func refusal(reason app.Value) error {
	if reason == nil || !reason.Truthy() {
		return ErrRefused
	}
	return &refused{name: reason.Get("name").String(), message: reason.Get("message").String()}
}

// refused is a DOMException or an Error of JavaScript.
type refused struct{ name, message string }

func (r *refused) Error() string { return ErrRefused.Error() + ": " + r.name + ": " + r.message }

// Is lets errors.Is find ErrRefused.
func (r *refused) Is(target error) bool { return target == ErrRefused }

// Full reports whether an error says that the device has no room left.
func Full(err error) bool {
	var r *refused
	return errors.As(err, &r) && r.name == "QuotaExceededError"
}

// toGo copies the bytes of an ArrayBuffer.
func toGo(buffer app.Value) []byte {
	array := app.Window().Get("Uint8Array").New(buffer)
	data := make([]byte, array.Get("byteLength").Int())
	app.CopyBytesToGo(data, array)
	return data
}

// toJS copies bytes into a Uint8Array.
func toJS(data []byte) app.Value {
	array := app.Window().Get("Uint8Array").New(len(data))
	app.CopyBytesToJS(array, data)
	return array
}

// global returns a property of the window that may throw when it is read, as
// those of storage do where it is blocked. Reading it directly would end the
// program: syscall/js catches what a call throws, and nothing else.
func global(name string) app.Value {
	w := app.Window()
	return w.Get("Reflect").Call("get", w, name)
}

// attempt calls f and turns what JavaScript throws into an error: go-app and
// syscall/js raise it as a panic.
func attempt(f func() app.Value) (v app.Value, err error) {
	defer func() {
		if r := recover(); r != nil {
			if thrown, ok := r.(error); ok {
				err = errors.Join(ErrRefused, thrown)
				return
			}
			panic(r)
		}
	}()
	return f(), nil
}
