package main

import "sort"

// Sorts once, then slides one window per client. O(n log n) time, O(n) memory.
func FirstBreaches(log []Request, windowMs int64, limit int) []Breach {
	seen := make(map[Request]bool, len(log))
	times := make(map[string][]int64)
	for _, request := range log {
		if !seen[request] {
			seen[request] = true
			times[request.Client] = append(times[request.Client], request.AtMs)
		}
	}

	breaches := []Breach{}
	for client, at := range times {
		sort.Slice(at, func(i, j int) bool { return at[i] < at[j] })
		first := 0
		for i, now := range at {
			for at[first] <= now-windowMs {
				first++
			}
			if i-first+1 > limit {
				breaches = append(breaches, Breach{client, now})
				break
			}
		}
	}
	sort.Slice(breaches, func(i, j int) bool {
		if breaches[i].AtMs != breaches[j].AtMs {
			return breaches[i].AtMs < breaches[j].AtMs
		}
		return breaches[i].Client < breaches[j].Client
	})
	return breaches
}
