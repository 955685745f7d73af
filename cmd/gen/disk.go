package main

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// A disk is what changes files. Errors name the path.
type disk interface {
	Mkdir(path string) error
	Create(path string, content []byte) error // the file must not exist
	Rename(from, to string) error
	Remove(path string) error
}

// hostDisk is the disk of the machine.
type hostDisk struct{}

// Mkdir makes one directory.
func (hostDisk) Mkdir(path string) error { return os.Mkdir(path, 0o777) }

// Create writes a new file, all of it or none.
func (hostDisk) Create(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// Rename moves a file within its directory.
func (hostDisk) Rename(from, to string) error { return os.Rename(from, to) }

// Remove removes a file or an empty directory.
func (hostDisk) Remove(path string) error { return os.Remove(path) }

// missing reports that a file is not there, be it that one of the directories
// above it is none.
func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) || notDirectory(err) }

func notDirectory(err error) bool { return errors.Is(err, syscall.ENOTDIR) }
