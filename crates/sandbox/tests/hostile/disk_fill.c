// Makes files until it may not, empty ones too: both room and number are limited.
// Must: Exited(0) held
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
int main(void) {
    char name[64];
    static char block[1 << 16];
    long files = 0, bytes = 0;
    for (; files < 1000000; files++) {
        sprintf(name, "/work/%ld", files);
        int file = open(name, O_CREAT | O_WRONLY, 0600);
        if (file < 0) break;
        long now = write(file, block, sizeof block);
        bytes += now > 0 ? now : 0;
        close(file);
    }
    puts(files < 100000 && bytes <= 8 << 20 ? "held" : "no limit");
}
