// One depth-first search with its own stack. next[v] is where the search left off at v, so that
// nothing is recursive and a long line is no danger.
package main

import "sort"

// CriticalLinks returns the links whose loss cuts the network, the worst first.
func CriticalLinks(nodes int, links []Link) []Loss {
	around := make([][]int, nodes)
	for i, link := range links {
		around[link.One] = append(around[link.One], i)
		around[link.Other] = append(around[link.Other], i)
	}
	seenAt, reaches := make([]int, nodes), make([]int, nodes)
	next, cameBy, below := make([]int, nodes), make([]int, nodes), make([]int, nodes)
	losses := []Loss{}
	clock := 0
	for start := 0; start < nodes; start++ {
		if seenAt[start] > 0 {
			continue
		}
		first := len(losses)
		enter := func(node, link int) {
			clock++
			seenAt[node], reaches[node] = clock, clock
			cameBy[node], below[node] = link, 1
		}
		enter(start, -1)
		path := []int{start}
		for len(path) > 0 {
			here := path[len(path)-1]
			if next[here] < len(around[here]) {
				i := around[here][next[here]]
				next[here]++
				there := links[i].One + links[i].Other - here
				switch {
				case i == cameBy[here]:
				case seenAt[there] > 0:
					reaches[here] = least(reaches[here], seenAt[there])
				default:
					enter(there, i)
					path = append(path, there)
				}
				continue
			}
			path = path[:len(path)-1]
			if len(path) == 0 {
				continue
			}
			parent := path[len(path)-1]
			reaches[parent] = least(reaches[parent], reaches[here])
			below[parent] += below[here]
			if reaches[here] > seenAt[parent] {
				losses = append(losses, Loss{Link: cameBy[here], Pairs: int64(below[here])})
			}
		}
		// Only now it is known how large the whole is.
		for i := first; i < len(losses); i++ {
			losses[i].Pairs *= int64(below[start]) - losses[i].Pairs
		}
	}
	sort.Slice(losses, func(a, b int) bool {
		if losses[a].Pairs != losses[b].Pairs {
			return losses[a].Pairs > losses[b].Pairs
		}
		return losses[a].Link < losses[b].Link
	})
	return losses
}

func least(a, b int) int {
	if a < b {
		return a
	}
	return b
}
