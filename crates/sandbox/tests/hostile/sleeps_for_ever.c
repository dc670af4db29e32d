// Does nothing, for ever.
// Must: WallLimit
#include <unistd.h>
int main(void) {
    for (;;) pause();
}
