// SPDX-License-Identifier: Apache-2.0
// Several files as one: a ZIP archive in which nothing is packed, so every system opens it.
const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n;
});
const halves = (n) => [n, n >>> 16]; // the rest is cut off
const DAY = 33; // 1 January 1980: the same files make the same archive

/** `files`: [name, text] each. */
export function archiveOf(files) {
    const [contents, list] = [[], []];
    let at = 0;
    for (const texts of files) {
        const [name, bytes] = texts.map((text) => new TextEncoder().encode(text));
        const sum = ~bytes.reduce((crc, byte) => CRC[(crc ^ byte) & 255] ^ (crc >>> 8), -1);
        const about = [20, 0x800, 0, 0, DAY, ...halves(sum), ...halves(bytes.length), ...halves(bytes.length),
                       name.length, 0];
        list.push(Uint16Array.of(0x4b50, 0x201, 20, ...about, 0, 0, 0, 0, 0, ...halves(at)), name);
        contents.push(Uint16Array.of(0x4b50, 0x403, ...about), name, bytes);
        at += 30 + name.length + bytes.length;
    }
    const { size } = new Blob(list), { length } = files;
    return new Blob([...contents, ...list,
                     Uint16Array.of(0x4b50, 0x605, 0, 0, length, length, ...halves(size), ...halves(at), 0)]);
}
