// The parts of the kernel in which most holes were found, and memory that nobody counts.
// Must: Exited(0) held
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    int bad = 0;
    long calls[] = {SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_io_uring_setup, SYS_keyctl, SYS_add_key, SYS_memfd_create, SYS_clone3, SYS_fsopen,
        SYS_open_tree, SYS_mount_setattr, SYS_pidfd_getfd, SYS_open_by_handle_at, SYS_kexec_load, SYS_init_module, SYS_reboot, SYS_syslog, SYS_mq_open, 463, 500, 100000};
    char zeros[256] = {0};
    for (unsigned i = 0; i < sizeof calls / sizeof *calls; i++)
        if (syscall(calls[i], zeros, zeros, 0, 0, 0, 0) >= 0) printf("call %ld\n", calls[i]), bad = 1;
    if (shmget(IPC_PRIVATE, 1 << 20, IPC_CREAT | 0600) >= 0) puts("shared memory that stays"), bad = 1;
    if (!bad) puts("held");
}
