package main

// ShardStarts halves the range of the heaviest weight, and then fills the shards from the back, so
// that each begins as early as it can.
func ShardStarts(sizes []int, shards int) []int {
	low, high := 0, 0
	for _, size := range sizes {
		if size > low {
			low = size
		}
		high += size
	}
	for low < high {
		weight := low + (high-low)/2
		if isEnough(sizes, shards, weight) {
			high = weight
		} else {
			low = weight + 1
		}
	}

	starts := make([]int, shards)
	end := len(sizes)
	for shard := shards - 1; shard > 0; shard-- {
		// Every shard has a segment, and leaves one for each shard in front of it.
		begin := end - 1
		room := low - sizes[begin]
		for begin > shard && sizes[begin-1] <= room {
			begin--
			room -= sizes[begin]
		}
		starts[shard] = begin
		end = begin
	}
	return starts
}

func isEnough(sizes []int, shards, weight int) bool {
	needed, room := 1, weight
	for _, size := range sizes {
		if size > room {
			needed++
			room = weight
		}
		room -= size
	}
	return needed <= shards
}
