//! The languages that are judged, one file each.
