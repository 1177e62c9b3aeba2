// SPDX-License-Identifier: Apache-2.0
// The engine's module from its pieces in truce.html. Functions that the start calls are unpacked first, and the page
// begins with a module in which all others end the call (wasm/client.js then takes the whole one). Nothing else
// differs: functions keep their numbers.
import { joined } from '../../../wasm/engine.js';

export const CODE = 10; // the section
const STUB = [3, 0, 0, 11]; // a function's size; no locals, unreachable, end

/** Of a number as WebAssembly writes it: the bytes. */
function written(number) {
    const bytes = [];
    for (; number > 127; number >>>= 7) bytes.push(number & 127 | 128);
    return [...bytes, number];
}

/** A number at a place: [what it is, where it ends]. */
export function numberAt(bytes, at) {
    for (let number = 0, shift = 0; ; shift += 7) {
        number |= (bytes[at] & 127) << shift;
        if (bytes[at++] < 128) return [number, at];
    }
}

/** One function after another. */
export function* functionsOf(bytes) {
    for (let at = 0; at < bytes.length; ) {
        const [size, from] = numberAt(bytes, at);
        yield bytes.subarray(at, (at = from + size));
    }
}

/**
 * `head` and `tail`: what the module has around its code; `marks`: of each function whether it is among the `first`,
 * else among the `others`; without these the module is the one to begin with. All are bytes; gives bytes.
 */
export function assembled({ head, marks, first, others, tail }) {
    const kinds = [others && functionsOf(others), functionsOf(first)];
    const code = [written(marks.length), ...Array.from(marks, (mark) => kinds[mark]?.next().value ?? STUB)];
    const size = code.reduce((sum, piece) => sum + piece.length, 0);
    return joined([head, [CODE, ...written(size)], ...code, tail]);
}
