// Another way: take the shortest job as long as the choice stays possible. A tree over the jobs by due
// time knows how much time is left to spare from each due time on.
package main

import (
	"math"
	"sort"
)

func WorthRunning(jobs []Job, startMs int64) []int {
	count := len(jobs)
	byDue, byLength := make([]int, count), make([]int, count)
	for i := range jobs {
		byDue[i], byLength[i] = i, i
	}
	sort.SliceStable(byDue, func(a, b int) bool { return jobs[byDue[a]].DueMs < jobs[byDue[b]].DueMs })
	sort.SliceStable(byLength, func(a, b int) bool { return jobs[byLength[a]].DurationMs < jobs[byLength[b]].DurationMs })

	size := 1
	for size < count {
		size *= 2
	}
	low, used := make([]int64, 2*size), make([]int64, 2*size)
	leaf := make([]int, count)
	for i := range low {
		low[i] = math.MaxInt64 / 2
	}
	for rank, i := range byDue {
		leaf[i] = size + rank
		low[size+rank] = -smaller(0, startMs-jobs[i].DueMs)
	}
	for node := size - 1; node > 0; node-- {
		low[node] = smaller(low[2*node], low[2*node+1])
	}

	kept := []int{}
	for _, i := range byLength {
		duration := jobs[i].DurationMs
		spare := low[leaf[i]]
		for node := leaf[i]; node > 1; node /= 2 {
			if node%2 == 0 {
				spare = smaller(spare, low[node+1])
			}
			spare -= used[node/2]
		}
		if spare < duration {
			continue
		}
		kept = append(kept, i)
		low[leaf[i]] -= duration
		for node := leaf[i]; node > 1; node /= 2 {
			if node%2 == 0 {
				low[node+1] -= duration
				used[node+1] += duration
			}
			low[node/2] = smaller(low[node], low[node^1]) - used[node/2]
		}
	}
	sort.Ints(kept)
	return kept
}

func smaller(one, other int64) int64 {
	if one < other {
		return one
	}
	return other
}
