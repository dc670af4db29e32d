#include "shapes.hpp"

#include <cctype>
#include <cstdint>
#include <string>
#include <vector>

namespace {

bool in_name(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '-';
}

// Moves `at` behind the closing quote; false where the line breaks.
bool read_quoted(const std::string& line, std::size_t& at, std::string& text) {
    for (; at < line.size() && line[at] != '"'; ++at) {
        if (line[at] != '\\') {
            text += line[at];
            continue;
        }
        if (++at == line.size()) return false;
        switch (line[at]) {
            case 'n': text += '\n'; break;
            case 't': text += '\t'; break;
            case '"':
            case '\\': text += line[at]; break;
            case 'x': {
                if (++at == line.size() || line[at] < '0' || line[at] > '7') return false;
                int code = line[at] - '0';
                if (++at == line.size() || !std::isxdigit(static_cast<unsigned char>(line[at]))) return false;
                text += static_cast<char>(code * 16 + std::stoi(line.substr(at, 1), nullptr, 16));
                break;
            }
            default: return false;
        }
    }
    if (at == line.size()) return false;
    ++at;
    return true;
}

Reading read_line(const std::string& line, const std::string& key) {
    Reading reading{false, "", -1};
    std::size_t at = 0;
    while (true) {
        while (at < line.size() && line[at] == ' ') ++at;
        if (at == line.size()) return reading;
        const std::size_t start = at;
        while (at < line.size() && in_name(line[at])) ++at;
        bool sound = at > start;
        const std::string name = line.substr(start, at - start);
        std::string text;
        if (sound && at < line.size() && line[at] == '=') {
            ++at;
            if (at < line.size() && line[at] == '"') {
                sound = read_quoted(line, ++at, text);
            } else {
                while (at < line.size() && line[at] != ' ' && line[at] != '"') text += line[at++];
            }
        }
        if (!sound || (at < line.size() && line[at] != ' ')) {
            return Reading{false, "", static_cast<int>(at)};
        }
        if (name == key) reading = Reading{true, text, -1};
    }
}

}  // namespace

std::vector<Reading> read_key(const std::vector<std::string>& lines, const std::string& key) {
    std::vector<Reading> readings;
    for (const std::string& line : lines) readings.push_back(read_line(line, key));
    return readings;
}
