// What /proc, the environment and open descriptors tell about others.
// Must: Exited(0) held
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
extern char **environ;
int main(void) {
    int bad = 0;
    DIR *proc = opendir("/proc");
    for (struct dirent *entry; proc && (entry = readdir(proc));) {
        int pid = atoi(entry->d_name);
        if (isdigit(entry->d_name[0]) && pid != getpid()) printf("sees process %d\n", pid), bad = 1;
    }
    const char *paths[] = {"/proc/meminfo", "/proc/cmdline", "/proc/kcore", "/proc/kallsyms", "/proc/sys/kernel/hostname", "/proc/net/tcp", "/proc/mounts/x", "/proc/version"};
    for (unsigned i = 0; i < sizeof paths / sizeof *paths; i++)
        if (open(paths[i], O_RDONLY) >= 0) printf("opened %s\n", paths[i]), bad = 1;
    for (char **one = environ; *one; one++)
        if (strncmp(*one, "PATH=", 5) && strncmp(*one, "HOME=/work", 10) && strncmp(*one, "TMPDIR=/work", 12) && strncmp(*one, "LANG=", 5))
            printf("environment: %s\n", *one), bad = 1;
    for (int fd = 3; fd < 256; fd++)
        if (fcntl(fd, F_GETFD) >= 0 && (!proc || fd != dirfd(proc))) printf("descriptor %d\n", fd), bad = 1;
    if (!bad) puts("held");
}
