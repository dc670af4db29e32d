// Calls out, to the machine's own services, and to others by abstract names.
// Must: Exited(0) held
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
int main(void) {
    int bad = 0;
    int kinds[][3] = {{AF_INET, SOCK_STREAM, 0}, {AF_INET, SOCK_DGRAM, 0}, {AF_INET6, SOCK_STREAM, 0}, {AF_INET, SOCK_RAW, IPPROTO_ICMP},
        {AF_NETLINK, SOCK_RAW, NETLINK_ROUTE}, {AF_PACKET, SOCK_RAW, 0}, {AF_UNIX, SOCK_STREAM, 0}, {AF_VSOCK, SOCK_STREAM, 0}};
    for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        int fd = socket(kinds[i][0], kinds[i][1], kinds[i][2]);
        if (fd >= 0) printf("socket of family %d\n", kinds[i][0]), bad = 1;
        struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons(22), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        if (fd >= 0 && connect(fd, (struct sockaddr *)&there, sizeof there) == 0) puts("connected");
    }
    if (!bad) puts("held");
}
