import java.util.List;

class Solution {
    static List<Row> echoRows(List<Row> rows) {
        return rows;
    }
}
