package main

type Parrot struct {
	first int64
	names []string
}

func NewParrot(first int64, names []string) *Parrot {
	return &Parrot{first, names}
}

func (p *Parrot) Listen(seed Seed) {}

func (p *Parrot) AllNames() []string { return p.names }

func (p *Parrot) FirstValue() int64 { return p.first }

func (p *Parrot) SaySmall(value int) int { return value }

func (p *Parrot) SayText(value string) string { return value }

func (p *Parrot) SayMaybe(value *int64) *int64 { return value }

func (p *Parrot) SaySeeds(seeds []Seed, areMany bool) []Seed { return seeds }

func (p *Parrot) SaySeed(seed *Seed) *Seed { return seed }
