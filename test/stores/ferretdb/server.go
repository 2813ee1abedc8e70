// A MongoDB stand-in for tests: FerretDB on SQLite files. Arguments: address to listen on, folder of the files (a
// file: URL that ends in a slash). Ends on SIGTERM and when standard input closes, so that no test leaves it behind.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: os.Args[1]},
		Handler:   "sqlite",
		SQLiteURL: os.Args[2],
	})
	if err != nil {
		log.Fatal(err)
	}
	context, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	go func() {
		io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	if err := server.Run(context); err != nil && context.Err() == nil {
		log.Fatal(err)
	}
}
