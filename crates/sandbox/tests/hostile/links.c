// Gets out of its folder by links, and writes where it may only read.
// Must: Exited(0) held
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
static int bad;
static void writable(const char *path) {
    if (open(path, O_WRONLY) >= 0 || open(path, O_RDWR | O_CREAT, 0666) >= 0) printf("writes to %s\n", path), bad = 1;
}
int main(int count, char **args) {
    const char *targets[] = {"/etc/passwd", "/usr/bin/env", "/etc/ld.so.cache", "/new", "/usr/new", "/etc/new", "/box/new", "/proc/self/mem/../../../new", count > 1 ? args[1] : "/new"};
    for (unsigned i = 0; i < sizeof targets / sizeof *targets; i++) {
        writable(targets[i]);
        unlink("/work/link");
        if (symlink(targets[i], "/work/link") == 0) writable("/work/link");
        unlink("/work/hard");
        if (link(targets[i], "/work/hard") == 0) printf("hard link to %s\n", targets[i]), bad = 1;
        if (rename(targets[i], "/work/moved") == 0) printf("moved %s\n", targets[i]), bad = 1;
        if (unlink(targets[i]) == 0) printf("removed %s\n", targets[i]), bad = 1;
        if (chmod(targets[i], 0777) == 0) printf("chmod of %s\n", targets[i]), bad = 1;
    }
    if (mkdir("/sub", 0777) == 0 || mkdir("/usr/sub", 0777) == 0 || mkdir("/dev/sub", 0777) == 0) puts("made a folder"), bad = 1;
    if (write(open("/proc/self/fd/0", O_WRONLY), "x", 1) > 0) puts("writes to its input"), bad = 1;
    if (!bad) puts("held");
}
