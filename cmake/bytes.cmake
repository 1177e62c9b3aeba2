# truce_write_bytes("const unsigned char NAME" FILE): appends to OUTPUT an array with the bytes of FILE and a zero
# behind them.
function(truce_write_bytes declared file)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(REPEAT "." 80 line)
  string(REGEX REPLACE "(${line})" "\\1\n" bytes "${bytes}")
  file(APPEND ${OUTPUT} "${declared}[] = {\n${bytes}0};\n")
endfunction()
