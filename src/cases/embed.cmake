# The models of cases/ as arrays: cmake -DOUTPUT=FILE.c "-DCASES=FOLDER/model.yaml;..." -P embed.cmake
include(${CMAKE_CURRENT_LIST_DIR}/../../cmake/bytes.cmake)
file(WRITE ${OUTPUT} "/* Written by src/cases/embed.cmake; not to be edited. */\n#include \"cases/cases.h\"\n")
foreach(file ${CASES})
  get_filename_component(folder ${file} DIRECTORY)
  get_filename_component(name ${folder} NAME)
  string(MAKE_C_IDENTIFIER ${name} id)
  truce_write_bytes("const unsigned char truce__case_${id}" ${file})
endforeach()
