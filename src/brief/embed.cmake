# The page's style and script as arrays, for they are files of their own: cmake -DFOLDER=src/brief
# -DOUTPUT=FILE.c -P embed.cmake
set(content "/* Written by src/brief/embed.cmake; not to be edited. */\n#include \"brief/brief.h\"\n")
foreach(part style css script js)
  if(NOT name)
    set(name ${part})
    continue()
  endif()
  file(READ ${FOLDER}/article.${part} bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "0a${bytes}")
  string(REGEX REPLACE "0x0a,(0x20,)+" "0x0a," bytes "${bytes}") # indentation is for those who read the files
  string(APPEND content "\nconst char truce__brief_${name}[] = {${bytes}0};\n")
  unset(name)
endforeach()
file(WRITE ${OUTPUT} "${content}")
