# cmake -DOUTPUT=FILE.c "-DPAGE=FILE;..." "-DMANUAL=FILE;..." -P embed.cmake
# Writes C tables of files' bytes: those of the page with FILE.gz, the same compressed, and parts of the manual.
include(${CMAKE_CURRENT_LIST_DIR}/../cmake/bytes.cmake)

function(write_table name entries)
  file(APPEND ${OUTPUT} "const embedded ${name}[] = {\n${entries}{0}};\n"
                        "const size_t ${name}_count = sizeof ${name} / sizeof *${name} - 1;\n\n")
endfunction()

file(WRITE ${OUTPUT} "/* Written by workbench/embed.cmake; not to be edited. */\n#include \"embedded.h\"\n\n")
set(number 0)
set(entries "")
foreach(file ${PAGE})
  get_filename_component(name ${file} NAME)
  file(SHA256 ${file} hash)
  string(SUBSTRING ${hash} 0 16 hash)
  truce_write_bytes("static const unsigned char page_${number}" ${file})
  truce_write_bytes("static const unsigned char gzip_${number}" ${file}.gz)
  set(gzip "gzip_${number}, sizeof page_${number} - 1, sizeof gzip_${number} - 1")
  string(APPEND entries "    {\"/${name}\", \"\\\"${hash}\\\"\", page_${number}, ${gzip}},\n")
  math(EXPR number "${number} + 1")
endforeach()
write_table(embedded_page "${entries}")

set(entries "")
foreach(file ${MANUAL})
  get_filename_component(name ${file} NAME_WE)
  truce_write_bytes("static const unsigned char manual_${number}" ${file})
  string(APPEND entries "    {\"${name}\", NULL, manual_${number}, NULL, sizeof manual_${number} - 1, 0},\n")
  math(EXPR number "${number} + 1")
endforeach()
write_table(embedded_manual "${entries}")
