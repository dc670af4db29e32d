package main

import "sort"

func ShortLengths(ids []string, shortest int) []int {
	seen := map[string]bool{}
	ordered := []string{}
	for _, one := range ids {
		if !seen[one] {
			seen[one] = true
			ordered = append(ordered, one)
		}
	}
	sort.Strings(ordered)

	needed := map[string]int{}
	for i, one := range ordered {
		needed[one] = shortest
		if i > 0 {
			needed[one] = larger(needed[one], shared(ordered[i-1], one)+1)
		}
		if i+1 < len(ordered) {
			needed[one] = larger(needed[one], shared(one, ordered[i+1])+1)
		}
	}

	lengths := make([]int, len(ids))
	for i, one := range ids {
		lengths[i] = needed[one]
		if lengths[i] > len(one) {
			lengths[i] = len(one)
		}
	}
	return lengths
}

func shared(one, other string) int {
	count := 0
	for count < len(one) && count < len(other) && one[count] == other[count] {
		count++
	}
	return count
}

func larger(a, b int) int {
	if a > b {
		return a
	}
	return b
}
