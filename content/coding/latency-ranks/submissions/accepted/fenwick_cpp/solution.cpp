// A Fenwick tree of counts by latency, and a queue of what is in the window. A percentile walks down the tree.
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

class LatencyWindow {
public:
    explicit LatencyWindow(std::int64_t window_ms) : window_ms_(window_ms), tree_(kSize + 1) {}

    void observe(std::int64_t at_ms, int latency_us) {
        arrived_.emplace_back(at_ms, latency_us);
        add(latency_us, 1);
    }

    int percentile(std::int64_t now_ms, int per_mille) {
        expire(now_ms);
        if (arrived_.empty()) {
            return -1;
        }
        auto left = (static_cast<std::int64_t>(arrived_.size()) * per_mille + 999) / 1000;
        // Everything up to `place` is smaller than the answer.
        int place = 0;
        for (int step = kSize / 2; step > 0; step /= 2) {
            if (tree_[place + step] < left) {
                place += step;
                left -= tree_[place];
            }
        }
        return place;  // latency `place` lies at place + 1
    }

    int at_most(std::int64_t now_ms, int latency_us) {
        expire(now_ms);
        int count = 0;
        for (int place = latency_us + 1; place > 0; place &= place - 1) {
            count += tree_[place];
        }
        return count;
    }

private:
    // The first power of two beyond all latencies.
    static constexpr int kSize = 1 << 18;

    void expire(std::int64_t now_ms) {
        while (!arrived_.empty() && now_ms - arrived_.front().first >= window_ms_) {
            add(arrived_.front().second, -1);
            arrived_.pop_front();
        }
    }

    void add(int latency_us, int by) {
        for (int place = latency_us + 1; place <= kSize; place += place & -place) {
            tree_[place] += by;
        }
    }

    std::int64_t window_ms_;
    std::deque<std::pair<std::int64_t, int>> arrived_;
    std::vector<int> tree_;
};
