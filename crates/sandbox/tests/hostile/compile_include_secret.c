// Lets the compiler's messages quote a file that it must not see.
// Compile:
// Must: Exited(1)
// Never: root:
#include "/etc/shadow"
