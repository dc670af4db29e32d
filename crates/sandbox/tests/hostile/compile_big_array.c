// Makes an executable larger than the disk.
// Compile:
// Must: OutputLimit | MemoryLimit | Exited(1) | Exited(4)
char all[4000000000UL] = {1};
int main(void) { return all[0]; }
