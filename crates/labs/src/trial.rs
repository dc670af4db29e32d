//! What a check is given: a running service, clients for it, names of its own, chance that follows from the seed.

use crate::Cancel;
use crate::check::{Checked, Measure, Stop};
use crate::client::http::{Client, Place};
use crate::service::{Service, Start, Trouble};
use crate::workload::Surroundings;
use std::future::Future;
use std::sync::Arc;
use tokio::sync::{Barrier, Mutex, OwnedMutexGuard};
use tokio::task::JoinSet;

pub struct Trial {
    running: Running,
    surroundings: Surroundings,
    cancel: Cancel,
    /// Of the whole run.
    seed: u64,
    /// Differs from run to run where the service keeps what earlier runs left.
    nonce: u64,
    chance: Chance,
    names: u64,
    did: String,
    measures: Vec<Measure>,
}

pub(crate) enum Running {
    /// Ours to break. `None` between its end and its next start.
    Ours(Vec<(Start, Option<Service>)>),
    Theirs(Place),
}

impl Trial {
    pub(crate) fn new(
        running: Running,
        surroundings: Surroundings,
        seed: u64,
        nonce: u64,
        cancel: Cancel,
    ) -> Trial {
        Trial {
            running,
            surroundings,
            cancel,
            seed,
            nonce,
            chance: Chance(seed),
            names: 0,
            did: String::new(),
            measures: Vec::new(),
        }
    }

    /// For the next check: its chance follows from the seed and its id alone, so that it is the same when it runs alone.
    pub(crate) fn begin(&mut self, check: &str) {
        let hash = check
            .bytes()
            // FNV-1a (Fowler, Noll, Vo).
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        self.chance = Chance(self.seed ^ hash);
        self.names = Chance(self.seed ^ hash ^ self.nonce).draw();
        self.did.clear();
        self.measures.clear();
    }

    pub(crate) fn told(&mut self) -> (String, Vec<Measure>) {
        (std::mem::take(&mut self.did), std::mem::take(&mut self.measures))
    }

    /// Says in a sentence what the check does.
    pub fn did(&mut self, what: impl Into<String>) {
        self.did = what.into();
    }

    pub fn measure(&mut self, name: impl Into<String>, value: f64, unit: impl Into<String>) {
        self.measures.push(Measure { name: name.into(), value, unit: unit.into() });
    }

    pub fn chance(&mut self) -> &mut Chance {
        &mut self.chance
    }

    /// A name that no other check and no earlier run has used: letters, digits, a hyphen.
    pub fn name(&mut self, prefix: &str) -> String {
        self.names = self.names.wrapping_add(1);
        let mut rest = Chance(self.names).draw();
        let letters: String = (0..8)
            .map(|_| {
                let letter = char::from_digit((rest % 36) as u32, 36).unwrap_or('0');
                rest /= 36;
                letter
            })
            .collect();
        format!("{prefix}-{letters}")
    }

    /// How many processes of the service there are.
    pub fn instances(&self) -> usize {
        match &self.running {
            Running::Ours(services) => services.len(),
            Running::Theirs(_) => 1,
        }
    }

    /// What Greenroom runs beside the service.
    pub fn surroundings(&self) -> &Surroundings {
        &self.surroundings
    }

    /// A client of the first process.
    ///
    /// # Errors
    /// [`Stop::NotJudged`] where it does not run.
    pub fn client(&self) -> Checked<Client> {
        self.client_of(0)
    }

    /// # Errors
    /// [`Stop::NotJudged`] where that process does not run.
    pub fn client_of(&self, instance: usize) -> Checked<Client> {
        self.place(instance).map(Client::new)
    }

    /// # Errors
    /// [`Stop::NotJudged`] where that process does not run.
    pub fn place(&self, instance: usize) -> Checked<Place> {
        match &self.running {
            Running::Theirs(place) => Ok(place.clone()),
            Running::Ours(services) => match services.get(instance) {
                Some((_, Some(service))) => Ok(place_of(service)),
                _ => Err(Stop::not_judged("the service does not run")),
            },
        }
    }

    /// So many clients with open connections, spread over all processes.
    ///
    /// # Errors
    /// As [`Client::connect`].
    pub async fn crowd(&self, clients: usize) -> Checked<Crowd> {
        let mut crowd = Vec::new();
        for at in 0..clients {
            let mut client = self.client_of(at % self.instances())?;
            client.connect().await?;
            crowd.push(Arc::new(Mutex::new(client)));
        }
        Ok(Crowd(crowd))
    }

    /// A process of the service, to be broken.
    ///
    /// # Errors
    /// [`Stop::NotJudged`] for a service that we did not start.
    pub fn service(&mut self, instance: usize) -> Checked<&mut Service> {
        match &mut self.running {
            Running::Theirs(_) => Err(Stop::not_judged(
                "it needs a service that Greenroom starts itself: leave --url out",
            )),
            Running::Ours(services) => match services.get_mut(instance) {
                Some((_, Some(service))) => Ok(service),
                _ => Err(Stop::not_judged("the service does not run")),
            },
        }
    }

    /// Starts a process again, on the same DATA_DIR and another port. What is left of it is killed first.
    ///
    /// # Errors
    /// [`Stop::Failed`] if it does not come up again.
    pub async fn restart(&mut self, instance: usize) -> Checked {
        let cancel = self.cancel.clone();
        match self.start_again(instance, &cancel).await {
            Ok(()) => Ok(()),
            Err(trouble @ (Trouble::Ours(_) | Trouble::Cancelled)) => {
                Err(Stop::not_judged(trouble.to_string()))
            }
            Err(trouble) => Err(Stop::failed(
                "started the service again on the same DATA_DIR",
                "that it listens",
                trouble.to_string(),
            )),
        }
    }

    async fn start_again(&mut self, instance: usize, cancel: &Cancel) -> Result<(), Trouble> {
        let Running::Ours(services) = &mut self.running else { return Ok(()) };
        let Some((start, service)) = services.get_mut(instance) else { return Ok(()) };
        // Dropped, and so ended, before the next one opens the same files.
        drop(service.take());
        *service = Some(Service::start(start, cancel).await?);
        Ok(())
    }

    /// Starts what is gone. Says what became of those that ended by themselves.
    pub(crate) async fn mend(&mut self) -> Result<Vec<Trouble>, Trouble> {
        let cancel = self.cancel.clone();
        let mut gone = Vec::new();
        for instance in 0..self.instances() {
            let Running::Ours(services) = &mut self.running else { return Ok(gone) };
            let Some((_, service)) = services.get_mut(instance) else { continue };
            if let Some(running) = service
                && !running.was_ended()
            {
                match running.trouble().await {
                    None => continue,
                    Some(trouble) => gone.push(trouble),
                }
            }
            self.start_again(instance, &cancel).await?;
        }
        Ok(gone)
    }
}

pub(crate) fn place_of(service: &Service) -> Place {
    let address = service.address();
    Place {
        address,
        host: address.to_string(),
        prefix: String::new(),
        shown: "http://127.0.0.1:$PORT".into(),
    }
}

/// Clients that keep their connections from round to round.
pub struct Crowd(Vec<Arc<Mutex<Client>>>);

impl Crowd {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each client does the same, all from one moment on. Answers are in the order of clients; the first failure of the
    /// lowest client is what counts.
    ///
    /// # Errors
    /// That failure.
    pub async fn at_once<T, F, Doing>(&self, each: F) -> Checked<Vec<T>>
    where
        T: Send + 'static,
        F: Fn(usize, OwnedMutexGuard<Client>) -> Doing,
        Doing: Future<Output = Checked<T>> + Send + 'static,
    {
        let barrier = Arc::new(Barrier::new(self.0.len()));
        // Dropped half way (cancelled), it ends all that it started.
        let mut tasks = JoinSet::new();
        for (at, client) in self.0.iter().enumerate() {
            let doing = each(at, client.clone().lock_owned().await);
            let barrier = barrier.clone();
            tasks.spawn(async move {
                barrier.wait().await;
                (at, doing.await)
            });
        }
        let mut answers = Vec::new();
        while let Some(joined) = tasks.join_next().await {
            answers.push(
                joined.map_err(|error| Stop::not_judged(format!("a client broke: {error}")))?,
            );
        }
        answers.sort_by_key(|(at, _)| *at);
        answers.into_iter().map(|(_, answer)| answer).collect()
    }
}

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014): small, and neighbouring
/// seeds give unlike numbers.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Both ends included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.draw() % (high.saturating_sub(low) + 1)
    }
}
