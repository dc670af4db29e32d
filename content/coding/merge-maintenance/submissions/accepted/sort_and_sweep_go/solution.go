package main

import "sort"

// Sorts by region and start, then lets the newest block grow. O(n log n) time, O(n) memory.
func OutageBlocks(windows []Window, settleMin int) []Block {
	sorted := append([]Window(nil), windows...)
	sort.Slice(sorted, func(i, j int) bool {
		if sorted[i].Region != sorted[j].Region {
			return sorted[i].Region < sorted[j].Region
		}
		return sorted[i].StartMin < sorted[j].StartMin
	})
	blocks := []Block{}
	for _, window := range sorted {
		if window.StartMin == window.EndMin {
			continue
		}
		if len(blocks) > 0 {
			last := &blocks[len(blocks)-1]
			if last.Region == window.Region && window.StartMin-last.EndMin <= settleMin {
				from := window.StartMin
				if last.EndMin > from {
					from = last.EndMin
				}
				if window.EndMin > from {
					last.WorkedMin += window.EndMin - from
					last.EndMin = window.EndMin
				}
				continue
			}
		}
		blocks = append(blocks, Block{window.Region, window.StartMin, window.EndMin, window.EndMin - window.StartMin})
	}
	return blocks
}
