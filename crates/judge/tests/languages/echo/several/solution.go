package main

func Gather(small int, bigOne int64, yes bool, text string, words [][]string, maybeSmall *int) Everything {
	return Everything{small, bigOne, yes, text, words, maybeSmall}
}
