// Colours the hosts for a number of pairs, and bisects that number: once it cannot be done, it cannot be
// done with more.
package main

import "sort"

// SplitReboots returns the hosts of the first night, or the first pair that breaks the plan and its circle.
func SplitReboots(hosts int, pairs []Pair) Nights {
	if nights := colour(hosts, pairs); nights != nil {
		first := []int{}
		for host, night := range nights {
			if night == 1 {
				first = append(first, host)
			}
		}
		return Nights{FirstNight: first, Broken: -1, Circle: []int{}}
	}
	broken := sort.Search(len(pairs), func(i int) bool { return colour(hosts, pairs[:i+1]) == nil })
	pair := pairs[broken]
	return Nights{FirstNight: []int{}, Broken: broken, Circle: shortest(neighbours(hosts, pairs[:broken]), pair.One, pair.Other)}
}

// colour gives every host night 1 or 2, or nothing if the pairs cannot be kept.
func colour(hosts int, pairs []Pair) []int {
	around := neighbours(hosts, pairs)
	nights := make([]int, hosts)
	for start := range nights {
		if nights[start] != 0 {
			continue
		}
		nights[start] = 1
		for group := []int{start}; len(group) > 0; group = group[1:] {
			here := group[0]
			for _, there := range around[here] {
				if nights[there] == 0 {
					nights[there] = 3 - nights[here]
					group = append(group, there)
				} else if nights[there] == nights[here] {
					return nil
				}
			}
		}
	}
	return nights
}

func shortest(around [][]int, one, other int) []int {
	far := make([]int, len(around))
	far[other] = 1
	for group := []int{other}; len(group) > 0; group = group[1:] {
		for _, there := range around[group[0]] {
			if far[there] == 0 {
				far[there] = far[group[0]] + 1
				group = append(group, there)
			}
		}
	}
	circle := []int{one}
	for here := one; here != other; circle = append(circle, here) {
		next := len(around)
		for _, there := range around[here] {
			if far[there] == far[here]-1 && there < next {
				next = there
			}
		}
		here = next
	}
	return circle
}

func neighbours(hosts int, pairs []Pair) [][]int {
	around := make([][]int, hosts)
	for _, pair := range pairs {
		around[pair.One] = append(around[pair.One], pair.Other)
		around[pair.Other] = append(around[pair.Other], pair.One)
	}
	return around
}
