// Generated from signature.toml by `cargo xtask gen`.
// Gives approvers of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Report& record) { read_fields(in, record.person, record.manager); }

void write(Text& out, const Report& record) { write_fields(out, record.person, record.manager); }

void read(Reader& in, Request& record) { read_fields(in, record.one, record.other); }

void write(Text& out, const Request& record) { write_fields(out, record.one, record.other); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { approvers(arguments...) } -> std::convertible_to<std::vector<std::string>>;
};
static_assert(fits<std::string, std::vector<Report>, std::vector<Request>>,
              "solution.cpp must define std::vector<std::string> approvers(const std::string& boss, const std::vector<Report>& reports, const std::vector<Request>& requests)");

int main() {
    driver::call_function<std::vector<std::string>, std::string, std::vector<Report>, std::vector<Request>>(
        [](auto&... arguments) { return approvers(arguments...); });
}
