// Looks for the judge's files, for other runs' and for who uses this machine.
// Must: Exited(0) held
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
static int bad;
static void try(const char *path) {
    if (open(path, O_RDONLY) >= 0) {
        printf("opened %s\n", path);
        bad = 1;
    }
}
int main(int count, char **args) {
    // The arguments are where secrets really lie outside, by their true names.
    for (int i = 1; i < count; i++) try(args[i]);
    const char *paths[] = {"/jobs", "/proc/1/root", "/proc/1/environ", "/proc/1/maps", "/etc/shadow",
        "/etc/hostname", "/etc/hosts", "/home", "/var", "/opt", "/srv", "/run", "/sys", "/boot", "/mnt", "../jobs", "../../jobs",
        "/proc/self/cwd/../../jobs", "/dev/sda", "/dev/vda", "/dev/mem", "/dev/kmsg", "/dev/tty"};
    for (unsigned i = 0; i < sizeof paths / sizeof *paths; i++) try(paths[i]);
    DIR *work = opendir("/work");
    for (struct dirent *entry; (entry = readdir(work));) {
        if (entry->d_name[0] != '.') printf("left behind: %s\n", entry->d_name), bad = 1;
    }
    if (!bad) puts("held");
}
