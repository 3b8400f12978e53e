/* Where the compiler can: a second version of a function, for processors with wider registers. */
#ifndef CHUAN_NGHEO_WIDE_H
#define CHUAN_NGHEO_WIDE_H

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__gnu_linux__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

#endif
