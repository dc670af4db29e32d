// Generated from signature.toml by `cargo xtask gen`.
// Gives deploy_order of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Need& record) { read_fields(in, record.service, record.needed); }

void write(Text& out, const Need& record) { write_fields(out, record.service, record.needed); }

void read(Reader& in, Plan& record) { read_fields(in, record.order, record.ring); }

void write(Text& out, const Plan& record) { write_fields(out, record.order, record.ring); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { deploy_order(arguments...) } -> std::convertible_to<Plan>;
};
static_assert(fits<std::vector<std::string>, std::vector<Need>>,
              "solution.cpp must define Plan deploy_order(const std::vector<std::string>& services, const std::vector<Need>& needs)");

int main() {
    driver::call_function<Plan, std::vector<std::string>, std::vector<Need>>(
        [](auto&... arguments) { return deploy_order(arguments...); });
}
