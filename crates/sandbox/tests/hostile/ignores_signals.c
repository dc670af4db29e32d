// Works for ever and hears nothing.
// Must: CpuLimit
#include <signal.h>
int main(void) {
    for (int number = 1; number < 64; number++) signal(number, SIG_IGN);
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, 0);
    for (volatile long i = 0;; i++);
}
