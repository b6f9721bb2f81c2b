package importer

import (
	"errors"
	"syscall"
)

// fatal is an error that would meet every other article as well: there is no point in going on.
func fatal(err error) error {
	for _, cause := range []error{syscall.ENOSPC, syscall.EROFS, syscall.EDQUOT} {
		if errors.Is(err, cause) {
			return err
		}
	}
	return nil
}
