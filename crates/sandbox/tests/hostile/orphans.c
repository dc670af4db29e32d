// Leaves grandchildren in sessions of their own, deaf to signals, and ends.
// Must: Exited(0)
#include <signal.h>
#include <unistd.h>
int main(void) {
    for (int i = 0; i < 8; i++) {
        if (fork() == 0) {
            setsid();
            if (fork() == 0) {
                for (int signal_number = 1; signal_number < 64; signal_number++) signal(signal_number, SIG_IGN);
                for (;;) sleep(1000);
            }
            _exit(0);
        }
    }
    usleep(50000);
}
