// Tells on stderr more than anybody can read.
// Must: OutputLimit
#include <stdio.h>
int main(void) {
    for (long i = 0;; i++) fprintf(stderr, "  at frame %ld of a very deep call\n", i);
}
