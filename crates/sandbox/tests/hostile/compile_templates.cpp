// Instantiates for ever.
// Compile: -ftemplate-depth=1000000
// Must: CpuLimit | MemoryLimit | OutputLimit | Exited(1) | Exited(4)
template <unsigned long n> struct Twice {
    static const unsigned long left = Twice<n + 1>::left + Twice<n + 2>::left;
};
unsigned long all = Twice<0>::left;
