// Trees without path compression. Each edge knows its link, and a question climbs the older of
// the two edges above its alerts until they meet.
package main

const never = 1 << 30

// IncidentMerges returns for each question the link that brought its two alerts together.
func IncidentMerges(alerts int, links []Link, questions []Question) []*Merge {
	parent, joinedAt, size := make([]int, alerts), make([]int, alerts), make([]int, alerts)
	for i := range parent {
		parent[i], joinedAt[i], size[i] = i, never, 1
	}
	root := func(alert int) int {
		for parent[alert] != alert {
			alert = parent[alert]
		}
		return alert
	}
	sizeAfter := make([]int, len(links)+1)
	sizeAfter[0] = 1
	for i, link := range links {
		large, small := root(link.One), root(link.Other)
		if large == small {
			continue
		}
		if size[large] < size[small] {
			large, small = small, large
		}
		parent[small], joinedAt[small] = large, i+1
		size[large] += size[small]
		sizeAfter[i+1] = size[large]
	}
	answers := make([]*Merge, len(questions))
	for i, question := range questions {
		one, other, last := question.One, question.Other, 0
		for one != other && last != never {
			if joinedAt[one] > joinedAt[other] {
				one, other = other, one
			}
			last, one = joinedAt[one], parent[one]
		}
		if last != never {
			answers[i] = &Merge{Link: last, Size: sizeAfter[last]}
		}
	}
	return answers
}
