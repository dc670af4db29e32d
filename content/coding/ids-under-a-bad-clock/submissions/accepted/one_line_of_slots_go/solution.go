// Numbers the slots on one line, t * perMs + s, so that "the next" is plus one. O(1) a call.
package main

type IdGenerator struct {
	epochMs, nodes, node, perMs, aheadMs int64
	nextSlot                             int64
}

func NewIdGenerator(epochMs int64, nodes int, node int, perMs int, aheadMs int64) *IdGenerator {
	return &IdGenerator{epochMs: epochMs, nodes: int64(nodes), node: int64(node), perMs: int64(perMs), aheadMs: aheadMs}
}

func (g *IdGenerator) NextId(clockMs int64) *int64 {
	batch := g.Reserve(clockMs, 1)
	if batch == nil {
		return nil
	}
	return &batch.FirstId
}

func (g *IdGenerator) Reserve(clockMs int64, count int64) *Batch {
	now := clockMs - g.epochMs
	first := g.nextSlot
	if now*g.perMs > first {
		first = now * g.perMs
	}
	last := first + count - 1
	if last/g.perMs > now+g.aheadMs {
		return nil
	}
	g.nextSlot = last + 1
	return &Batch{FirstId: g.idOf(first), LastId: g.idOf(last)}
}

func (g *IdGenerator) Origin(id int64) Origin {
	rest := id / g.perMs
	return Origin{AtMs: g.epochMs + rest/g.nodes, Node: int(rest % g.nodes), Sequence: int(id % g.perMs)}
}

func (g *IdGenerator) idOf(slot int64) int64 {
	return (slot/g.perMs*g.nodes+g.node)*g.perMs + slot%g.perMs
}
