// Writes into shared memory's folder until there is no more room: that comes at the disk limit.
// Must: Exited(0) held
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
int main(void) {
    static char block[1 << 20];
    char name[] = "/dev/shm/0";
    long written = 0;
    for (int i = 0; i < 64; i++) {
        name[9] = 'A' + i / 3;
        long now = write(open(name, O_CREAT | O_APPEND | O_WRONLY, 0600), block, sizeof block);
        if (now <= 0) break;
        written += now;
    }
    puts(written > 0 && written <= 8 << 20 ? "held" : "no limit");
}
