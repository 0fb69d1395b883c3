// A client of the public log that we did not write: golang.org/x/mod/sumdb reads the folder of a log and checks it.
//
// Arguments: the folder, the log's verifier key, and a file with a line "size root" for each head that was ever signed. It checks the
// signature of the checkpoint, that every entry is in the tree, and that every two heads are one the continuation of the other.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type folder string

func (f folder) Height() int { return height }

// tlog writes the height into the path of a tile; C2SP tlog-tiles, where it is always 8, does not.
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(string(f), path))
		if err != nil {
			return nil, err
		}
		found = append(found, data)
	}
	return found, nil
}

func (f folder) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	log := folder(os.Args[1])
	verifier, err := note.NewVerifier(os.Args[2])
	must(err)
	signed, err := os.ReadFile(filepath.Join(string(log), "checkpoint"))
	must(err)
	opened, err := note.Open(signed, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	head := tlog.Tree{}
	if lines[0] != verifier.Name() {
		must(fmt.Errorf("origin %q, key %q", lines[0], verifier.Name()))
	}
	_, err = fmt.Sscan(lines[1], &head.N)
	must(err)
	head.Hash, err = tlog.ParseHash(lines[2])
	must(err)

	reader := tlog.TileHashReader(head, log)
	for n := int64(0); n < head.N; n += 256 {
		width := head.N - n
		suffix := ""
		if width >= 256 {
			width = 256
		} else {
			suffix = fmt.Sprintf(".p/%d", width)
		}
		number := n / 256
		name := fmt.Sprintf("%03d", number%1000)
		for number >= 1000 {
			number /= 1000
			name = fmt.Sprintf("x%03d/%s", number%1000, name)
		}
		bundle, err := os.ReadFile(filepath.Join(string(log), "tile/entries", name+suffix))
		must(err)
		for i := int64(0); i < width; i++ {
			size := int(binary.BigEndian.Uint16(bundle))
			entry := bundle[2 : 2+size]
			bundle = bundle[2+size:]
			proof, err := tlog.ProveRecord(head.N, n+i, reader)
			must(err)
			must(tlog.CheckRecord(proof, head.N, head.Hash, n+i, tlog.RecordHash(entry)))
		}
		if len(bundle) > 0 {
			must(fmt.Errorf("%d bytes too many in bundle %s", len(bundle), name))
		}
	}

	var heads []tlog.Tree
	list, err := os.Open(os.Args[3])
	must(err)
	scanner := bufio.NewScanner(list)
	for scanner.Scan() {
		var one tlog.Tree
		var root string
		_, err = fmt.Sscan(scanner.Text(), &one.N, &root)
		must(err)
		raw, err := base64.StdEncoding.DecodeString(root)
		must(err)
		copy(one.Hash[:], raw)
		heads = append(heads, one)
	}
	pairs := 0
	for i, old := range heads {
		for _, later := range heads[i:] {
			proof, err := tlog.ProveTree(later.N, old.N, reader)
			must(err)
			must(tlog.CheckTree(proof, later.N, later.Hash, old.N, old.Hash))
			pairs++
		}
	}
	fmt.Printf("%d entries proved, %d pairs of %d heads consistent\n", head.N, pairs, len(heads))
}
