// Allocates and touches for ever. Without a control group the allocation is refused instead.
// Must: MemoryLimit | Exited(7)
#include <stdlib.h>
#include <string.h>
int main(void) {
    for (;;) {
        char *block = malloc(1 << 20);
        if (!block) return 7;
        memset(block, 1, 1 << 20);
    }
}
