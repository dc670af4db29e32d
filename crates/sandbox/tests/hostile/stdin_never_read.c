// Ends without a look at its large input.
// Must: Exited(0)
int main(void) { return 0; }
