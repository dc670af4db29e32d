use crate::shapes::Row;

pub fn echo_rows(rows: Vec<Row>) -> Vec<Row> {
    rows
}
