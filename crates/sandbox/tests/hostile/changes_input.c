// Changes its input, which others get too.
// Must: Exited(0) held
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
int main(void) {
    int bad = 0;
    if (write(0, "x", 1) > 0) puts("wrote to its input"), bad = 1;
    if (ftruncate(0, 0) == 0) puts("cut its input"), bad = 1;
    char *all = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, 0, 0);
    if (all != MAP_FAILED) puts("mapped its input to write"), bad = 1;
    if (!bad) puts("held");
}
