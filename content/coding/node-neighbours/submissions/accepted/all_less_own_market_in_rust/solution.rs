//! Those who fit among all, less those who fit of the own market: two bisections for each tenant.

use crate::shapes::*;
use std::collections::HashMap;

pub fn possible_neighbours(tenants: Vec<Tenant>, capacity: i64) -> Vec<i64> {
    let mut everybody: Vec<i64> = Vec::new();
    let mut of_market: HashMap<&str, Vec<i64>> = HashMap::new();
    for tenant in &tenants {
        everybody.push(tenant.load);
        of_market.entry(&tenant.market).or_default().push(tenant.load);
    }
    everybody.sort_unstable();
    of_market.values_mut().for_each(|loads| loads.sort_unstable());

    let fitting = |loads: &[i64], room: i64| loads.partition_point(|&load| load <= room) as i64;
    tenants
        .iter()
        .map(|tenant| {
            let room = capacity - tenant.load;
            // A tenant that fits beside itself is in both, and drops out.
            fitting(&everybody, room) - fitting(&of_market[tenant.market.as_str()], room)
        })
        .collect()
}
