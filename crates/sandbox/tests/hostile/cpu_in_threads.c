// Works in several threads at once: CPU time is the sum.
// Flags: -pthread
// Must: CpuLimit
#include <pthread.h>
static void *work(void *nothing) {
    for (volatile long i = 0;; i++);
    return nothing;
}
int main(void) {
    pthread_t thread;
    for (int i = 0; i < 4; i++) pthread_create(&thread, 0, work, 0);
    work(0);
}
