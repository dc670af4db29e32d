use crate::shapes::Seed;

pub struct Parrot {
    first: i64,
    names: Vec<String>,
}

impl Parrot {
    pub fn new(first: i64, names: Vec<String>) -> Self {
        Parrot { first, names }
    }

    pub fn listen(&mut self, _seed: Seed) {}

    pub fn all_names(&self) -> Vec<String> {
        self.names.clone()
    }

    pub fn first_value(&self) -> i64 {
        self.first
    }

    pub fn say_small(&mut self, value: i64) -> i64 {
        value
    }

    pub fn say_text(&mut self, value: String) -> String {
        value
    }

    pub fn say_maybe(&mut self, value: Option<i64>) -> Option<i64> {
        value
    }

    pub fn say_seeds(&mut self, seeds: Vec<Seed>, _are_many: bool) -> Vec<Seed> {
        seeds
    }

    pub fn say_seed(&mut self, seed: Option<Seed>) -> Option<Seed> {
        seed
    }
}
