// Every knob of every part, call and operation.
//
// A knob that is not in these tables is shown all the same, under its own name: a program that is newer than
// this page is no reason to hide what it can do.
import { choice, count, FIRST, type Knob, number, on, operations, share, time } from "./knob";
import type { DesignEdge, DesignNode } from "./protocol";

const instances = count("instances", "Instances", "Copies of it that share the calls.", FIRST, 1);
const cores = count("cores", "Cores", "So many calls are worked on at the same moment, by each.", FIRST, 1);
const work = time("work", "Work", "Time of a core for each call, without waiting.", FIRST);

const limit: Knob = {
  name: "limit",
  label: "Rate limit",
  says: "What comes faster is told no, with a 429.",
  isFirst: true,
  turns: {
    by: "group",
    usual: { algorithm: "token-bucket", rate_per_s: 1000, burst: 0, window_s: 1, per_key: false },
    knobs: [
      choice("algorithm", "Counts with", "Windows let through twice the rate where two of them meet.", [
        ["token-bucket", "token bucket"],
        ["sliding-window", "sliding window"],
        ["fixed-window", "fixed window"],
      ]),
      number("rate_per_s", "Lets through", "On average, over time.", "/s"),
      number("burst", "At once", "Of a token bucket. 0: a second's worth.", "calls", {
        matters: ({ algorithm }) => algorithm === "token-bucket",
      }),
      number("window_s", "Window", "How long it counts before it begins again.", "s", {
        matters: ({ algorithm }) => algorithm !== "token-bucket",
      }),
      on("per_key", "For each key", "Each has a limit of its own, instead of one for all."),
    ],
  },
};

const service = [
  instances,
  cores,
  work,
  count("threads", "Threads", "Calls that each has under way, those included that wait for somebody.", {}, 1),
  count("queue", "Queue", "So many more may wait at each; the next is turned away."),
  on("parallel", "Calls at once", "Its calls go out together instead of one after the other."),
  on("drops_expired", "Drops what nobody waits for", "Turns away what its caller has given up on."),
  share("poison_share", "Poison messages", "Of what it takes, how much it can never deal with.", {
    matters: ({ kind }) => kind === "workers",
  }),
];

const cache = [
  count("capacity_keys", "Room", "Keys, in all its instances together.", { unit: "keys", isFirst: true }),
  number("ttl_s", "Time to live", "After it a key is fetched again. 0: never.", "s", FIRST),
  choice(
    "pattern",
    "Pattern",
    "Who asks whom on a miss, and where a write goes first.",
    [
      ["aside", "cache aside"],
      ["write-through", "read and write through"],
      ["write-back", "write back"],
    ],
    FIRST,
  ),
  choice(
    "stampede",
    "On a miss",
    "When many ask for the same missing key at once.",
    [
      ["none", "everybody fetches"],
      ["single-flight", "one fetches, others wait"],
    ],
    FIRST,
  ),
  choice("eviction", "Forgets", "What makes room when it is full.", [
    ["lru", "what was not asked for longest"],
    ["lfu", "what is asked for least"],
    ["random", "anything"],
  ]),
  { ...instances, isFirst: false },
  { ...work, isFirst: false },
  on("warm", "Starts warm", "Has the most popular keys from the start."),
  number("flush_ms", "Writes on after", "How long a write is only here.", "ms", {
    matters: ({ pattern }) => pattern === "write-back",
  }),
];

const hasReplicas = ({ replicas }: DesignNode | DesignEdge) => Number(replicas ?? 0) > 0;
const store = [
  count("shards", "Shards", "Parts of the data, each with its own servers.", FIRST, 1),
  count("replicas", "Replicas", "Of each shard, beside its primary.", FIRST),
  choice(
    "reads_from",
    "Reads from",
    "Replicas may be behind; the primary is not.",
    [
      ["replicas", "replicas"],
      ["primary", "the primary"],
      ["all", "all of them"],
    ],
    { isFirst: true, matters: hasReplicas },
  ),
  choice(
    "replication",
    "Replication",
    "Whether a write waits until a replica has it too.",
    [
      ["async", "afterwards"],
      ["sync", "before the answer"],
    ],
    { isFirst: true, matters: hasReplicas },
  ),
  count("cores", "Cores", "A server works on so many queries at the same moment.", FIRST, 1),
  time("read", "A read", "Time of a core.", FIRST),
  time("write", "A write", "Time of a core.", FIRST),
  choice(
    "partition",
    "Splits by",
    "How keys find their shard; ranges keep popular neighbours together.",
    [
      ["hash", "hash"],
      ["range", "range"],
      ["directory", "directory"],
    ],
    { matters: ({ shards }) => Number(shards ?? 1) > 1 },
  ),
  number("lag_ms", "Lag", "Until a replica has what the primary has, in quiet times.", "ms", {
    matters: hasReplicas,
  }),
  number("failover_s", "Failover", "Until a replica replaces a dead primary. 0: nobody does.", "s", {
    matters: hasReplicas,
  }),
  count("connections", "Connections", "A server takes so many; the next is refused.", {}, 1),
];

const queue = [
  count(
    "capacity",
    "Room",
    "Messages it holds; the next is refused.",
    { unit: "messages", isFirst: true },
    1,
  ),
  number(
    "visibility_s",
    "Comes back after",
    "A message not dealt with by then is handed out again.",
    "s",
    FIRST,
  ),
  count("dead_letter_after", "Gives up after", "Tries before a message is put aside. 0: it comes for ever.", {
    unit: "tries",
    isFirst: true,
  }),
  count(
    "partitions",
    "Partitions",
    "Each in order, one message at a time.",
    { isFirst: true, matters: ({ kind }) => kind === "log" },
    1,
  ),
  count("copies", "Copies", "Servers that hold each message. 1: it is lost with its server.", {}, 1),
  { ...work, isFirst: false },
];

export const NODE_KNOBS: Record<string, Knob[]> = {
  clients: [
    number("rate_per_s", "Requests", "At a load of 1×.", "/s", FIRST),
    operations("operations", "Ask for", "None chosen: everything, by its share."),
    count("connections", "Open connections", "That they hold to a WebSockets part.", FIRST),
    on("evenly", "Evenly", "Like a metronome instead of at random."),
  ],
  cdn: cache,
  "load-balancer": [
    choice(
      "policy",
      "Gives it to",
      "How it picks an instance.",
      [
        ["round-robin", "each in turn"],
        ["least-connections", "the least busy"],
        ["consistent-hash", "always the same for a key"],
        ["random", "anybody"],
      ],
      FIRST,
    ),
    choice(
      "layer",
      "Layer",
      "4 passes connections on; 7 reads requests, which is some more work.",
      [
        [4, "4, connections"],
        [7, "7, requests"],
      ],
      FIRST,
    ),
    instances,
    number("health_check_s", "Checks every", "How often it looks whether an instance is well.", "s"),
    count("unhealthy_after", "Out after", "Failed checks in a row.", { unit: "checks" }, 1),
    on("drains", "Drains", "What is taken out on purpose may finish what it has."),
  ],
  gateway: [instances, work, limit],
  service,
  workers: service,
  cache,
  database: store,
  "sharded-store": store,
  "search-index": store,
  "object-store": [
    time("read", "A read", "Until the object is there.", FIRST),
    time("write", "A write", "Until it is kept.", FIRST),
  ],
  queue,
  log: queue,
  websockets: [
    instances,
    count("connections_max", "Connections", "Each holds so many open; the next is refused.", FIRST, 1),
    cores,
    { ...work, says: "Time of a core for each message." },
    time("handshake", "Handshake", "Time of a core to open one: greeting, sign-in.", FIRST),
  ],
  external: [
    { ...work, label: "Answers in", says: "However many ask at once." },
    share("error_share", "Fails", "Of its calls.", FIRST),
    number("limit_per_s", "Its limit", "It refuses what is faster. 0: none.", "/s", FIRST),
  ],
};

const breaker: Knob = {
  name: "breaker",
  label: "Circuit breaker",
  says: "Stops calling what fails, and tries again after a while.",
  isFirst: true,
  turns: {
    by: "group",
    usual: { failure_share: 0.5, window_s: 10, calls_min: 20, open_s: 5 },
    knobs: [
      share("failure_share", "Opens at", "Of the calls in the window, so many failed."),
      number("window_s", "Window", "How far back it looks.", "s"),
      count("calls_min", "Not before", "With fewer calls it does not judge.", { unit: "calls" }, 1),
      number("open_s", "Stays open", "Before it lets one through to see.", "s"),
    ],
  },
};

const retries = ({ retries }: DesignNode | DesignEdge) => Number(retries ?? 0) > 0;

export const EDGE_KNOBS: Knob[] = [
  operations("operations", "Only for", "None chosen: for every operation."),
  number("timeout_ms", "Timeout", "How long the caller waits. 0: for ever.", "ms", FIRST),
  count("retries", "Retries", "After the first try has failed.", FIRST),
  number("backoff_ms", "First wait", "Before the first retry; doubled for each further one.", "ms", {
    isFirst: true,
    matters: retries,
  }),
  choice(
    "jitter",
    "Jitter",
    "Spreads retries, so that callers do not come back in step.",
    [
      ["none", "none"],
      ["equal", "half to all of the wait"],
      ["full", "nothing to all of the wait"],
    ],
    { isFirst: true, matters: retries },
  ),
  number("backoff_max_ms", "Longest wait", "However many retries there were.", "ms", { matters: retries }),
  share("retry_budget", "Retry budget", "Retries are at most so many of all calls. 0: no budget.", {
    matters: retries,
  }),
  breaker,
  count("calls", "Calls", "For each request, as a fan-out to followers has.", {}, 1),
  on("same_key", "All the same", "The calls of a request are about one thing instead of each about its own.", {
    matters: (edge) => Number(edge.calls ?? 1) > 1,
  }),
  share("share", "Share", "Of the requests that could go this way."),
  on("writes", "Writes", "What goes this way changes something, even if its request only reads."),
  on("background", "In the background", "Nobody waits for the answer."),
  count("pool", "Connection pool", "Of each instance; more calls wait for one. 0: no limit."),
  count("bulkhead", "Bulkhead", "Calls under way of each instance; more fail at once. 0: no limit."),
  number(
    "hedge_ms",
    "Hedge after",
    "Then a second call goes out, and the first answer counts. 0: never.",
    "ms",
  ),
  {
    ...number("network_ms", "Network", "One way.", "ms"),
    turns: { by: "optional", none: "as far as the zones are apart" },
  },
];

export const OPERATION_KNOBS: Knob[] = [
  number("share", "Share", "A weight beside the other operations.", "parts", FIRST),
  on("writes", "Writes", "Changes what is stored.", FIRST),
  count("keys", "Different keys", "How many things are asked for.", FIRST, 1),
  number("zipf", "Popularity", "0: all alike. 1: as uneven as words in a language.", "", FIRST),
  count("bytes", "Size of an answer", "For what traffic costs.", { unit: "bytes", isFirst: true }),
];

/** A call as it is where nothing is said. */
export const USUAL_EDGE: Record<string, unknown> = {
  share: 1,
  calls: 1,
  same_key: false,
  writes: false,
  background: false,
  timeout_ms: 1000,
  retries: 0,
  backoff_ms: 100,
  backoff_max_ms: 5000,
  jitter: "none",
  retry_budget: 0,
  bulkhead: 0,
  pool: 0,
  hedge_ms: 0,
};
