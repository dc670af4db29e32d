#include <vector>

#include "shapes.hpp"

std::vector<Row> echo_rows(std::vector<Row>& rows) {
    return rows;
}
