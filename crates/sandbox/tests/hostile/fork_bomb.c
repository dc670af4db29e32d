// Forks until it may not, and every child works for ever.
// Must: CpuLimit
#include <unistd.h>
int main(void) {
    for (;;) fork();
}
