// Generated from signature.toml by `cargo xtask gen`.

package main

type Folder struct {
	Parent   int
	Reserved int64
	Quota    int64
}

type StoredFile struct {
	Folder int
	Size   int64
}
