// Traces, reads and kills the process that guards it, and everybody.
// Must: Exited(0) held
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <unistd.h>
int main(void) {
    int bad = 0;
    pid_t targets[] = {1, getppid(), getpid() - 1};
    for (int i = 0; i < 3; i++) {
        pid_t target = targets[i];
        if (target <= 0 || target == getpid()) continue;
        char byte;
        struct iovec mine = {&byte, 1}, theirs = {(void *)0x400000, 1};
        struct rlimit none = {0, 0};
        if (ptrace(PTRACE_ATTACH, target, 0, 0) == 0) puts("traced"), bad = 1;
        if (process_vm_readv(target, &mine, 1, &theirs, 1, 0) > 0) puts("read memory"), bad = 1;
        if (prlimit(target, RLIMIT_CPU, &none, 0) == 0) puts("limited it"), bad = 1;
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(0, &one);
        if (sched_setaffinity(target, sizeof one, &one) == 0) puts("bound it to a core"), bad = 1;
        if (setpriority(PRIO_PROCESS, target, 19) == 0) puts("slowed it down"), bad = 1;
        // If any of these worked, nobody would tell how this ended.
        kill(target, SIGKILL);
        kill(target, SIGSTOP);
        kill(target, SIGTERM);
    }
    if (setpriority(PRIO_USER, 0, 19) == 0) puts("slowed everybody down"), bad = 1;
    kill(-1, SIGKILL);
    kill(-1, SIGSTOP);
    if (!bad) puts("held");
}
