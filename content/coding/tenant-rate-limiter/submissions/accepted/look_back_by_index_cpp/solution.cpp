// One list of accepted times per tenant; a rule looks `limit` places back. O(rules of the tenant) a call.
#include "shapes.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

class RateLimiter {
public:
    explicit RateLimiter(const std::vector<Rule>& rules) {
        for (const Rule& rule : rules) {
            tenants_[rule.tenant].rules.push_back(rule);
        }
    }

    bool allow(std::int64_t now_ms, const std::string& tenant) {
        const auto wait_ms = retry_after_ms(now_ms, tenant);
        if (wait_ms != std::optional<std::int64_t>(0)) {
            return false;
        }
        const auto found = tenants_.find(tenant);
        if (found != tenants_.end()) {
            found->second.accepted.push_back(now_ms);
        }
        return true;
    }

    std::optional<std::int64_t> retry_after_ms(std::int64_t now_ms, const std::string& tenant) const {
        const auto found = tenants_.find(tenant);
        if (found == tenants_.end()) {
            return 0;
        }
        const auto& accepted = found->second.accepted;
        std::int64_t free_at_ms = now_ms;
        for (const Rule& rule : found->second.rules) {
            if (rule.limit == 0) {
                return std::nullopt;
            }
            const auto limit = static_cast<std::size_t>(rule.limit);
            if (accepted.size() >= limit) {
                free_at_ms = std::max(free_at_ms, accepted[accepted.size() - limit] + rule.window_ms);
            }
        }
        return free_at_ms - now_ms;
    }

private:
    struct Tenant {
        std::vector<Rule> rules;
        std::vector<std::int64_t> accepted;
    };

    std::unordered_map<std::string, Tenant> tenants_;
};
