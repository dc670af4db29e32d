// Answers the slices in order of their last entry; each reader has one mark, atLeast accesses back, in a Fenwick tree.
package main

import "sort"

func FrequentReaders(log []string, slices []Slice, atLeast int) []int {
	order := make([]int, len(slices))
	for number := range order {
		order[number] = number
	}
	sort.Slice(order, func(a, b int) bool { return slices[order[a]].Last < slices[order[b]].Last })

	answers := make([]int, len(slices))
	tree := make([]int, len(log)+1)
	add := func(place, change int) {
		for place++; place < len(tree); place += place & -place {
			tree[place] += change
		}
	}
	entriesOf := map[string][]int{}
	marks, done := 0, 0
	for _, number := range order {
		for ; done <= slices[number].Last; done++ {
			entries := append(entriesOf[log[done]], done)
			entriesOf[log[done]] = entries
			if len(entries) >= atLeast {
				add(entries[len(entries)-atLeast], 1)
				marks++
			}
			if len(entries) > atLeast {
				add(entries[len(entries)-atLeast-1], -1)
				marks--
			}
		}
		before := 0
		for place := slices[number].First; place > 0; place &= place - 1 {
			before += tree[place]
		}
		answers[number] = marks - before
	}
	return answers
}
