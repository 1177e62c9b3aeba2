# SPDX-License-Identifier: Apache-2.0
# Debian's clang and C library for WebAssembly. Products and sums stay apart and there is no other mathematics than
# IEEE's, so that results have the bytes of every other build.
list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR}) # Platform/WASI.cmake
set(CMAKE_SYSTEM_NAME WASI)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER clang-19)
set(CMAKE_C_COMPILER_TARGET wasm32-wasi)
set(CMAKE_AR llvm-ar-19 CACHE FILEPATH "")
set(CMAKE_RANLIB llvm-ranlib-19 CACHE FILEPATH "")
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
# libfyaml's header needs sys/types.h and does not say so; its sources need mmap(), and termios.h from include/.
set(CMAKE_C_FLAGS_INIT "-msimd128 -mbulk-memory -mnontrapping-fptoint -msign-ext -ffp-contract=off \
-include sys/types.h -D_WASI_EMULATED_MMAN -isystem ${CMAKE_CURRENT_LIST_DIR}/include")
set(CMAKE_C_STANDARD_LIBRARIES -lwasi-emulated-mman)
# The stack lies below the data: running out of it traps instead of overwriting.
set(CMAKE_EXE_LINKER_FLAGS_INIT
    "-mexec-model=reactor -Wl,--stack-first -Wl,-z,stack-size=1048576 -Wl,--max-memory=4294967296")
set(TRUCE_HAS_INTERPOSITION OFF CACHE BOOL "") # clang would say that the option means nothing here
