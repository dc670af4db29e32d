// Lets children work, one after another, each for less than the limit.
// Must: CpuLimit
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
int main(void) {
    for (;;) {
        if (fork() == 0) {
            while (clock() < CLOCKS_PER_SEC / 50);
            _exit(0);
        }
        wait(0);
    }
}
