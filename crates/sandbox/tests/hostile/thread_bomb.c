// Starts threads until it may not.
// Flags: -pthread
// Must: Exited(0) held
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
static void *rest(void *nothing) {
    for (;;) pause();
    return nothing;
}
int main(void) {
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 65536);
    int threads = 0;
    pthread_t thread;
    while (threads < 100000 && pthread_create(&thread, &small, rest, 0) == 0) threads++;
    puts(threads < 64 ? "held" : "no limit");
}
