// Includes a file that has no end.
// Compile:
// Must: CpuLimit | MemoryLimit | OutputLimit | Exited(1) | Exited(4)
#include "/dev/zero"
