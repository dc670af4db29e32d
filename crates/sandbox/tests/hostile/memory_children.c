// Takes a little memory in each of many processes.
// Must: MemoryLimit
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int main(void) {
    for (int i = 0; i < 16; i++) {
        if (fork() == 0) {
            char *block = malloc(16 << 20);
            if (block) memset(block, 1, 16 << 20);
            for (;;) pause();
        }
    }
    for (;;) pause();
}
