// SPDX-License-Identifier: Apache-2.0
// Packs what truce.html carries and unpacks it again, as the page does (wasm/squeeze.h).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODE, numberAt } from './src/inside/module.js';

/** The two modules in a folder. */
export class Squeezer {
    constructor(folder) {
        const moduleOf = (name) => new WebAssembly.Module(readFileSync(join(folder, `${name}.wasm`)));
        this.modules = { pack: moduleOf('pack'), unpack: moduleOf('unpack') };
    }

    /** An instance with room for so many bytes from `from` on, up to the end of its memory: { ..., from, bytes }. */
    instance(name, count) {
        const { exports } = new WebAssembly.Instance(this.modules[name]);
        const { memory, room } = exports, pages = Math.ceil((room() + count - memory.buffer.byteLength) / 65536);
        if (pages > 0) memory.grow(pages);
        const from = memory.buffer.byteLength - count;
        return { ...exports, from, bytes: new Uint8Array(memory.buffer) };
    }

    /** `isCode`: functions of a module, one after another. */
    pack(data, isCode = false) {
        const most = 2 * data.length + 4096;
        const { pack, from, bytes } = this.instance('pack', data.length + most), to = from + data.length;
        bytes.set(data, from);
        return Buffer.from(bytes.slice(to, to + pack(isCode, from, data.length, to)));
    }

    /** Unpacks to `size` bytes, which the caller knows. */
    unpack(packed, size, isCode = false) {
        const { begin, unpack, from, bytes } = this.instance('unpack', packed.length + size);
        const to = from + packed.length;
        bytes.set(packed, from);
        begin(isCode, from, packed.length, to, size);
        for (let at = 0; at < size; ) unpack(at = Math.min(at + 4096, size));
        return Buffer.from(bytes.slice(to, to + size));
    }
}

/** A module cut where its code begins and ends: { head, code, tail }, of which the code is its functions. */
export function cut(module) {
    for (let from = 8; ; ) {
        const [size, at] = numberAt(module, from + 1), end = at + size;
        if (module[from] === CODE)
            return { head: module.subarray(0, from), code: module.subarray(numberAt(module, at)[1], end),
                     tail: module.subarray(end) };
        from = end;
    }
}
