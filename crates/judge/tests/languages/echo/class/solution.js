class Parrot {
  constructor(first, names) {
    this.first = first;
    this.names = names;
  }

  listen(seed) {
    return seed.grams;
  }

  allNames() {
    return this.names;
  }

  firstValue() {
    return this.first;
  }

  saySmall = (value) => value;
  sayText = (value) => value;
  sayMaybe = (value) => value ?? undefined;
  saySeeds = (seeds, areMany) => seeds;
  saySeed = (seed) => seed;
}
