// Folders are taken off once all that lies in them is summed up; the same order backwards leads from the tops down.
use crate::shapes::*;

pub fn refused_by(folders: Vec<Folder>, files: Vec<StoredFile>, uploads: Vec<i64>) -> Vec<i64> {
    let count = folders.len();
    let mut usage = vec![0; count];
    for file in &files {
        usage[file.folder as usize] += file.size;
    }
    let mut left = vec![0; count];
    for folder in &folders {
        if folder.parent != -1 {
            left[folder.parent as usize] += 1;
        }
    }

    let mut order: Vec<usize> = (0..count).filter(|&i| left[i] == 0).collect();
    let mut next = 0;
    while next < order.len() {
        let here = order[next];
        next += 1;
        if folders[here].parent == -1 {
            continue;
        }
        let parent = folders[here].parent as usize;
        usage[parent] += usage[here].max(folders[here].reserved);
        left[parent] -= 1;
        if left[parent] == 0 {
            order.push(parent);
        }
    }

    let mut refuses = vec![-1; count];
    for &here in order.iter().rev() {
        let folder = &folders[here];
        if folder.quota != -1 && usage[here] > folder.quota {
            refuses[here] = here as i64;
        } else if folder.parent != -1 {
            refuses[here] = refuses[folder.parent as usize];
        }
    }
    uploads.iter().map(|&i| refuses[i as usize]).collect()
}
