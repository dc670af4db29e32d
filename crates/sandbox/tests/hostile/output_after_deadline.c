// A child waits until the parent was ended for its time, and writes then.
// Must: CpuLimit
// Never: late
#include <signal.h>
#include <unistd.h>
int main(void) {
    pid_t parent = getpid();
    if (fork() == 0) {
        setsid();
        while (kill(parent, 0) == 0) usleep(1000);
        for (;;) write(1, "late\n", 5);
    }
    for (volatile long i = 0;; i++);
}
