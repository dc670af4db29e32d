// A heap of jobs for each tenant, one of tenants that may start, one of those cooling down. O(n log n).
#include "shapes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <queue>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

template <class Entry>
using MinHeap = std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>>;
using Offer = std::pair<std::int64_t, int>;  // -priority, job

struct Tenant {
    MinHeap<Offer> waiting;
    bool is_cooling = false;
};

}  // namespace

std::vector<Start> start_order(const std::vector<Job>& jobs, int cooldown_ms) {
    std::vector<Tenant> tenants;
    std::vector<std::size_t> tenant_of;
    std::unordered_map<std::string, std::size_t> numbers;
    for (const Job& job : jobs) {
        const auto [found, is_new] = numbers.try_emplace(job.tenant, tenants.size());
        if (is_new) {
            tenants.emplace_back();
        }
        tenant_of.push_back(found->second);
    }

    MinHeap<Offer> offers;  // of tenants that may start; may be outdated
    MinHeap<std::pair<std::int64_t, std::size_t>> cooling;
    std::vector<Start> started;
    std::int64_t now_ms = 0;
    std::size_t known = 0;
    while (started.size() < jobs.size()) {
        for (; known < jobs.size() && jobs[known].at_ms <= now_ms; ++known) {
            const Offer offer{-static_cast<std::int64_t>(jobs[known].priority), static_cast<int>(known)};
            Tenant& tenant = tenants[tenant_of[known]];
            tenant.waiting.push(offer);
            if (!tenant.is_cooling) {
                offers.push(offer);
            }
        }
        while (!cooling.empty() && cooling.top().first <= now_ms) {
            Tenant& tenant = tenants[cooling.top().second];
            cooling.pop();
            tenant.is_cooling = false;
            if (!tenant.waiting.empty()) {
                offers.push(tenant.waiting.top());
            }
        }
        const auto is_outdated = [&](const Offer& offer) {
            const Tenant& tenant = tenants[tenant_of[static_cast<std::size_t>(offer.second)]];
            return tenant.is_cooling || tenant.waiting.empty() || tenant.waiting.top() != offer;
        };
        while (!offers.empty() && is_outdated(offers.top())) {
            offers.pop();
        }
        if (offers.empty()) {
            std::int64_t next_ms = std::numeric_limits<std::int64_t>::max();
            if (known < jobs.size()) {
                next_ms = jobs[known].at_ms;
            }
            if (!cooling.empty()) {
                next_ms = std::min(next_ms, cooling.top().first);
            }
            now_ms = next_ms;
            continue;
        }
        const int job = offers.top().second;
        offers.pop();
        const std::size_t number = tenant_of[static_cast<std::size_t>(job)];
        tenants[number].waiting.pop();
        started.push_back(Start{job, now_ms});
        now_ms += jobs[static_cast<std::size_t>(job)].run_ms;
        tenants[number].is_cooling = true;
        cooling.push({now_ms + cooldown_ms, number});
    }
    return started;
}
