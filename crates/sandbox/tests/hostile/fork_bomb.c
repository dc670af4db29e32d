// Forks until it may not, and every child works for ever.
// Must: CpuLimit | MemoryLimit
#include <unistd.h>
int main(void) {
    for (;;) fork();
}
