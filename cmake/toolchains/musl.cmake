# SPDX-License-Identifier: Apache-2.0
# One static program by musl-gcc. Nothing of the system's libraries can be linked: they are glibc's.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR ${CMAKE_HOST_SYSTEM_PROCESSOR})
set(CMAKE_C_COMPILER musl-gcc)
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static -s")
set(CMAKE_FIND_ROOT_PATH /nonexistent)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
foreach(package OpenMP MPI) # gcc's OpenMP is compiled for glibc
  set(CMAKE_DISABLE_FIND_PACKAGE_${package} ON)
endforeach()
