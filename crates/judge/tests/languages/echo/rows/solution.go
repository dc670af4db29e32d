package main

func EchoRows(rows []Row) []Row {
	return rows
}
