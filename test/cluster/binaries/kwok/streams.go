// Package server is compiled into kwok's package of this name: the test bed builds kwok with this file beside its own.
//
// Clients count on what container runtimes do with a connection. As released, kwok keeps a forwarded connection until both
// sides have ended it, so that a client whose database died waits for ever; it never ends the input of a program; and it
// reports the status a program exits with as an internal error.
package server

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"time"

	utilexec "k8s.io/utils/exec"

	"sigs.k8s.io/kwok/pkg/log"
	utilsexec "sigs.k8s.io/kwok/pkg/utils/exec"
)

// How long one direction may go on after the other has ended: what containerd allows.
const grace = time.Second

// tunnel copies both ways until one direction ends, and the other has had its time.
func tunnel(ctx context.Context, c1, c2 io.ReadWriter, buf1, buf2 []byte) error {
	ended := make(chan error, 2)
	copyTo := func(to io.Writer, from io.Reader, buffer []byte) {
		_, err := io.CopyBuffer(to, from, buffer)
		ended <- err
	}
	go copyTo(c2, c1, buf1)
	go copyTo(c1, c2, buf2)

	select {
	case <-ctx.Done():
		return nil
	case err := <-ended:
		log.FromContext(ctx).Debug("One direction ended", "err", err)
	}
	select {
	case <-ctx.Done():
	case <-time.After(grace):
	case <-ended:
	}
	return nil
}

// runInContainer ends the program's input when the client's ends, and does not wait for the client's once the program is over.
func runInContainer(ctx context.Context, cmd []string, in io.Reader, out, errOut io.WriteCloser) error {
	streams := utilsexec.IOStreams{Out: out, ErrOut: errOut}
	if in != nil {
		reader, writer, err := os.Pipe()
		if err != nil {
			return err
		}
		defer func() { _ = reader.Close() }()
		go func() {
			_, _ = io.Copy(writer, in)
			_ = writer.Close()
		}()
		streams.In = reader
	}
	return exitStatus(utilsexec.Exec(utilsexec.WithIOStreams(ctx, streams), cmd[0], cmd[1:]...))
}

// exitStatus says it in the words that the streaming protocol reports to the client.
func exitStatus(err error) error {
	var exited *exec.ExitError
	if errors.As(err, &exited) && exited.ExitCode() >= 0 {
		return utilexec.CodeExitError{Err: err, Code: exited.ExitCode()}
	}
	return err
}
