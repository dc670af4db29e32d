// Becomes somebody else, or builds a world in which it is.
// Must: Exited(0) held
#define _GNU_SOURCE
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
static int bad;
#define MUST_FAIL(call) do { if ((call) == 0) { printf("%s\n", #call); bad = 1; } } while (0)
static int child(void *nothing) {
    (void)nothing;
    return 0;
}
int main(void) {
    static char stack[65536];
    gid_t none = 0;
    MUST_FAIL(setuid(0));
    MUST_FAIL(setgid(0));
    MUST_FAIL(setgroups(1, &none));
    MUST_FAIL(seteuid(0));
    MUST_FAIL(unshare(CLONE_NEWUSER));
    MUST_FAIL(unshare(CLONE_NEWNS));
    MUST_FAIL(unshare(CLONE_NEWNET));
    MUST_FAIL(setns(0, 0));
    MUST_FAIL(clone(child, stack + sizeof stack, CLONE_NEWUSER, 0) < 0);
    MUST_FAIL(clone(child, stack + sizeof stack, CLONE_NEWPID | CLONE_NEWUSER, 0) < 0);
    MUST_FAIL(mount("tmpfs", "/work", "tmpfs", 0, ""));
    MUST_FAIL(mount("/", "/work", 0, MS_BIND, 0));
    MUST_FAIL(umount2("/work", MNT_DETACH));
    MUST_FAIL(umount2("/proc", MNT_DETACH));
    MUST_FAIL(chroot("/work"));
    MUST_FAIL(mknod("/work/disk", S_IFBLK | 0666, 0xfe00));
    MUST_FAIL(mknod("/work/memory", S_IFCHR | 0666, 0x101));
    MUST_FAIL(nice(-5) != -5);
    struct rlimit more = {RLIM_INFINITY, RLIM_INFINITY};
    MUST_FAIL(setrlimit(RLIMIT_NPROC, &more));
    MUST_FAIL(setrlimit(RLIMIT_CPU, &more));
    struct sched_param first = {1};
    MUST_FAIL(sched_setscheduler(0, SCHED_FIFO, &first));
    // A set-user-id file of its own, and one of the machine's.
    if (fork() == 0) {
        execl("/bin/su", "su", "-c", "id", (char *)0);
        execl("/usr/bin/su", "su", "-c", "id", (char *)0);
        _exit(1);
    }
    int status;
    wait(&status);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) puts("su"), bad = 1;
    if (!bad) puts("held");
}
