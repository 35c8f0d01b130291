#ifndef PERILLE_FUZZER_H
#define PERILLE_FUZZER_H

#include <stddef.h>
#include <stdint.h>

/// libFuzzer's own loop (llvm, compiler-rt/lib/fuzzer), from its library without a main.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

#endif
