# SPDX-License-Identifier: Apache-2.0
# What CMake does not know of this system: programs are modules, and code has no position.
set(CMAKE_EXECUTABLE_SUFFIX .wasm)
set(CMAKE_C_COMPILE_OPTIONS_PIC "")
set(CMAKE_SHARED_LIBRARY_LINK_C_FLAGS "")
