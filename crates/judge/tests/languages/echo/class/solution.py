class Parrot:
    def __init__(self, first, names):
        self.first = first
        self.names = names

    def listen(self, seed):
        return seed.grams

    def all_names(self):
        return self.names

    def first_value(self):
        return self.first

    def say_small(self, value):
        return value

    say_text = say_maybe = say_seed = say_small

    def say_seeds(self, seeds, are_many):
        # Changed after it was given out, which must not matter.
        self.names = list(self.names)
        return tuple(seeds)
