// Generated from signature.toml by `cargo xtask gen`.
// Gives refused_by of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Folder& record) { read_fields(in, record.parent, record.reserved, record.quota); }

void write(Text& out, const Folder& record) { write_fields(out, record.parent, record.reserved, record.quota); }

void read(Reader& in, StoredFile& record) { read_fields(in, record.folder, record.size); }

void write(Text& out, const StoredFile& record) { write_fields(out, record.folder, record.size); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { refused_by(arguments...) } -> std::convertible_to<std::vector<int>>;
};
static_assert(fits<std::vector<Folder>, std::vector<StoredFile>, std::vector<int>>,
              "solution.cpp must define std::vector<int> refused_by(const std::vector<Folder>& folders, const std::vector<StoredFile>& files, const std::vector<int>& uploads)");

int main() {
    driver::call_function<std::vector<int>, std::vector<Folder>, std::vector<StoredFile>, std::vector<int>>(
        [](auto&... arguments) { return refused_by(arguments...); });
}
